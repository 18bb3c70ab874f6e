using System.Globalization;
using System.Text.Json;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;

namespace Gateway.Ops.Emergency;

/// <summary>What came of entering a paper order: a task, or all that is wrong with the form, or why the desk did not take it.</summary>
public sealed record PaperEntry(long TaskId, IReadOnlyList<string> Faults, DeskFault? DeskFault = null);

/// <summary>Paper orders while the network is away (22), and their receipts on paper back, whether by command or at the console.</summary>
public sealed class PaperDesk(IDeskStore desk, IStore store, IPaperOrders papers, EmergencyPlan plan, CourtBook courts)
{
    /// <summary>The channel of paper orders.</summary>
    public string Channel => plan.OfflineChannel;

    /// <summary>Proposes the order; another person holds it against the scans and confirms at the desk.</summary>
    public async Task<PaperEntry> EnterAsync(PaperOrder paper, DeskProposal proposal, CancellationToken cancel)
    {
        if (courts.Now.FindChannel(Channel) is not null) return new PaperEntry(0, [$"Emergency:OfflineChannel = {Channel}: is a channel of the network"]);
        var (task, faults) = papers.Read(paper);
        if (task is null) return new PaperEntry(0, faults);
        var (id, fault) = await desk.OpenTaskAsync(task, proposal, cancel).ConfigureAwait(false);
        return new PaperEntry(id, [], fault);
    }

    /// <summary>The paper order that a task is about; null: it is about something else.</summary>
    public static OfflineOrder? PaperOf(DeskTask task) => task is { Kind: DeskTaskKind.OfflineOrder, SubjectJson: { } json } ? JsonSerializer.Deserialize<OfflineOrder>(json) : null;

    /// <summary>Receipts that no court has yet, from a number on.</summary>
    public Task<IReadOnlyList<StoredReceipt>> ReceiptsAsync(long from, int max, CancellationToken cancel) => store.ReadReceiptsAsync(Channel, from, max, acknowledgedToo: false, cancel);

    /// <summary>The court has the paper: as an acknowledgement does on the network. False: there is no such receipt.</summary>
    public async Task<bool> DeliveredAsync(long sequence, string person, CancellationToken cancel)
    {
        if ((await store.AcknowledgeAsync(Channel, [sequence], cancel).ConfigureAwait(false)).Count > 0) return false;
        await store.AuditAsync(new AuditEntry($"person:{person.Trim()}", "offline.delivered", string.Create(CultureInfo.InvariantCulture, $"{Channel}:{sequence}"), "{}"), cancel).ConfigureAwait(false);
        return true;
    }
}

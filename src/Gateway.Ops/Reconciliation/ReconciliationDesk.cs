using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Ops.Privacy;
using Gateway.Store.Desk;
using Gateway.Store.Reconciliation;

namespace Gateway.Ops.Reconciliation;

/// <summary>Which differences.</summary>
/// <param name="Kind">Null: all.</param>
public sealed record DifferenceFilter(DifferenceKind? Kind, bool ClosedToo);

/// <summary>Why nothing was proposed.</summary>
public enum MendFault
{
    NoSuchDifference,
    Closed,
    /// <summary>Nothing that the gateway could do in the core would mend it.</summary>
    NotByUs,
    /// <summary>A task that mends it is at the desk already.</summary>
    Proposed,
    NoteMissing,
    /// <summary>The desk did not take it.</summary>
    NotTaken,
}

/// <summary>What came of proposing a mend.</summary>
public sealed record MendProposal(long TaskId, MendFault? Fault, DeskFault? DeskFault = null);

/// <summary>Runs and differences as people work with them, whether by command or at the console. Nothing is mended but by two people at the desk.</summary>
public sealed class ReconciliationDesk(IReconciliationStore differences, IDeskStore desk)
{
    private const int PageLength = 500;

    /// <summary>Differences by number, behind <paramref name="after"/>, at most <paramref name="max"/>.</summary>
    public async Task<IReadOnlyList<Difference>> ListAsync(DifferenceFilter filter, long after, int max, CancellationToken cancel)
    {
        var found = new List<Difference>();
        while (found.Count < max && await differences.ReadDifferencesAsync(filter.ClosedToo, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            found.AddRange(page.Where(d => filter.Kind is null || d.What.Kind == filter.Kind).Take(max - found.Count));
            after = page[^1].DifferenceId;
        }

        return found;
    }

    public Task<Difference?> FindAsync(long differenceId, CancellationToken cancel) => differences.FindDifferenceAsync(differenceId, cancel);

    /// <summary>The newest runs first.</summary>
    public Task<IReadOnlyList<ReconciliationRun>> RunsAsync(int max, CancellationToken cancel) => differences.ReadRunsAsync(max, cancel);

    /// <summary>Proposes that the core is brought to what the register says; another person agrees at the desk.</summary>
    public async Task<MendProposal> ProposeAsync(long differenceId, DeskProposal proposal, CancellationToken cancel)
    {
        if (await differences.FindDifferenceAsync(differenceId, cancel).ConfigureAwait(false) is not { } difference) return new(0, MendFault.NoSuchDifference);
        if (difference.State != DifferenceState.Open) return new(0, MendFault.Closed);
        if (Mending.TaskOf(difference) is not { } task) return new(0, MendFault.NotByUs);
        if (string.IsNullOrWhiteSpace(proposal.Note)) return new(0, MendFault.NoteMissing);
        if (difference.TaskId is { } earlier && await desk.FindTaskAsync(earlier, cancel).ConfigureAwait(false) is { State: not DeskTaskState.Done }) return new(earlier, MendFault.Proposed);
        var (id, fault) = await desk.OpenTaskAsync(task, proposal, cancel).ConfigureAwait(false);
        if (fault is not null) return new(0, MendFault.NotTaken, fault);
        await differences.LinkDifferenceAsync(differenceId, id, cancel).ConfigureAwait(false);
        return new(id, null);
    }

    /// <summary>What fits as CSV, by number.</summary>
    public async Task<byte[]> ExportAsync(DifferenceFilter filter, Sight sight, CancellationToken cancel)
    {
        using var file = new StringWriter(CultureInfo.InvariantCulture);
        string[] columns = ["number", "kind", "state", "account", "sub-account", "subject", "expected", "found", "first seen", "last seen", "closed", "task", "cause", "proposal"];
        await file.WriteAsync(CsvWriter.Line(columns)).ConfigureAwait(false);
        long after = 0;
        while (await ListAsync(filter, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var difference in page) await file.WriteAsync(CsvWriter.Line(Fields(difference, sight).Select(CsvText.Harmless))).ConfigureAwait(false);
            after = page[^1].DifferenceId;
        }

        return CsvText.Encode(file.ToString());
    }

    private static IEnumerable<string> Fields(Difference difference, Sight sight) =>
    [
        difference.DifferenceId.ToString(CultureInfo.InvariantCulture), difference.What.Kind.ToString(), difference.State.ToString(), sight.Number(difference.What.Account),
        difference.What.SubAccount, difference.What.Subject, difference.What.Expected, difference.What.Found,
        Moment(difference.FirstSeen), Moment(difference.LastSeen), Moment(difference.ClosedAt), difference.TaskId?.ToString(CultureInfo.InvariantCulture) ?? "",
        Mending.Cause(difference.What.Kind), Mending.Proposal(difference.What.Kind),
    ];

    private static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}

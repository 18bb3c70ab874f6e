using System.Globalization;
using System.Text.Json;
using Gateway.Register;
using Gateway.Store.Desk;
using Gateway.Store.Restores;

namespace Gateway.Ops.Restores;

/// <summary>Why nothing was proposed.</summary>
public enum CatchUpFault
{
    /// <summary>There is nothing of this account that the store does not know, or it is settled.</summary>
    Nothing,
    /// <summary>That the account goes on is proposed already.</summary>
    Proposed,
    NoteMissing,
    /// <summary>An order that the core carried out has not come again.</summary>
    OrderMissing,
    /// <summary>The desk did not take it.</summary>
    NotTaken,
}

/// <summary>What a restored store does not know, whether people work on it by command or at the console. An account goes on only after two of them agreed.</summary>
public sealed class CatchUpDesk(IRestoreStore restores, IDeskStore desk)
{
    /// <summary>Proposes that what the core did on an account counts as done, as the core has it, and that the account goes on.</summary>
    /// <param name="withoutOrders">People know that orders which are not here will not come again.</param>
    public async Task<(long TaskId, CatchUpFault? Fault, DeskFault? DeskFault)> ProposeAsync(string account, bool withoutOrders, DeskProposal proposal, CancellationToken cancel)
    {
        var found = (await restores.ReadLostEffectsAsync(account, doneToo: false, cancel).ConfigureAwait(false)).Where(e => e.State == LostEffectState.Found).ToList();
        if (found.Count == 0) return (0, CatchUpFault.Nothing, null);
        if (string.IsNullOrWhiteSpace(proposal.Note)) return (0, CatchUpFault.NoteMissing, null);
        if (!withoutOrders && found.Any(e => !e.Here)) return (0, CatchUpFault.OrderMissing, null);
        var tasks = await desk.ReadTasksAsync(new DeskFilter(null, ClosedToo: false), int.MaxValue, cancel).ConfigureAwait(false);
        if (tasks.FirstOrDefault(t => t.Kind == DeskTaskKind.CatchUp && t.Account == account) is { } earlier) return (earlier.TaskId, CatchUpFault.Proposed, null);
        var subject = JsonSerializer.Serialize(new CatchUpSubject(account, [.. found.Select(e => e.Effect.Key)]));
        var task = new NewDeskTask(DeskTaskKind.CatchUp, account, "", null, string.Join('；', found.Select(Words))) { SubjectJson = subject };
        var (id, fault) = await desk.OpenTaskAsync(task, proposal, cancel).ConfigureAwait(false);
        return (id, fault is null ? null : CatchUpFault.NotTaken, fault);
    }

    /// <summary>One effect, without the account.</summary>
    public static string Words(LostEffect lost)
    {
        var effect = lost.Effect;
        var amount = effect.AmountMinor is { } minor ? $" {Currencies.ToText(minor, effect.Currency)} {effect.Currency}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{lost.Line} {lost.Stage}.{lost.Step} {effect.Kind}{amount} {effect.At:u}{(lost.Here ? "" : " (order not here)")}");
    }
}

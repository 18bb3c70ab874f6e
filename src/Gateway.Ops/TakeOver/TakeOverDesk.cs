using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Ops.Registers;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Registers;
using Gateway.Store.TakeOver;

namespace Gateway.Ops.TakeOver;

/// <summary>Taking over what a bank's system before this one had frozen: a dry run, and a proposal that a second person confirms at the desk.</summary>
public sealed class TakeOverDesk(IStore store, IDeskStore desk, IRegisterStore registers, ITakeOverStore takeOver, RegisterDesk files, ICoreBanking core, CourtBook courts, Rules rules, TimeProvider clock)
{
    /// <summary>A dry run: every fault of every file, and the sums. Nothing is written but the look.</summary>
    public async Task<TakeOverReport> CheckAsync(string person, TakeOverFiles wish, CancellationToken cancel)
    {
        await store.AuditAsync(new AuditEntry($"person:{person.Trim()}", "take-over.checked", "take-over", "{}"), cancel).ConfigureAwait(false);
        var faults = new List<TakeOverFault>();
        var change = await RegistersAsync(wish, faults, cancel).ConfigureAwait(false);
        var file = new FreezeFile(courts.Now, rules, clock.GetUtcNow());
        var freezes = file.Read(wish.Freezes.Span);
        faults.AddRange(file.Faults);
        var claims = wish.Claims is { } c ? ClaimRow.Read(c.Span, rules.TimeZone, faults) : null;
        var comparison = new CoreComparison(core, store, rules, clock.GetUtcNow(), claims);
        await comparison.CompareAsync(freezes, cancel).ConfigureAwait(false);
        faults.AddRange(comparison.Faults);
        return new TakeOverReport(
            [.. faults.OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)], comparison.Totals, freezes.DistinctBy(f => f.Row.Register.Account).Count(), freezes.DistinctBy(f => f.Row.Order).Count(),
            comparison.Freezes)
        { Registers = change };
    }

    /// <summary>Checks, lays the freezes ready and opens the task, if nothing is wrong.</summary>
    /// <param name="importId">What they lie ready under: the digest of the file of freezes, so that the same file is laid ready once.</param>
    /// <param name="proposal">The file of freezes is its evidence.</param>
    public async Task<TakeOverProposal> ProposeAsync(string importId, TakeOverFiles wish, DeskProposal proposal, CancellationToken cancel)
    {
        var report = await CheckAsync(proposal.Maker, wish, cancel).ConfigureAwait(false);
        if (report.Faults.Count > 0) return new TakeOverProposal(report, 0, null);
        // Laying it ready anew would pull it away under a task that waits for its checker.
        if (await takeOver.CountReadyAsync(importId, cancel).ConfigureAwait(false) > 0 && await IsProposedAsync(importId, cancel).ConfigureAwait(false)) return new TakeOverProposal(report, 0, DeskFault.NotOpen);
        await takeOver.LayReadyAsync(importId, report.Freezes, cancel).ConfigureAwait(false);
        var (taskId, fault) = await desk.OpenTaskAsync(new NewDeskTask(new TakeOverSubject(importId, report.Freezes.Count, report.Registers), Summary(report)), proposal, cancel).ConfigureAwait(false);
        return new TakeOverProposal(report, fault is null ? taskId : 0, fault);
    }

    /// <summary>The sums as people read them.</summary>
    public static string Summary(TakeOverReport report) => string.Join("; ",
    [
        string.Create(CultureInfo.InvariantCulture, $"{report.Freezes.Count} freezes of {report.Orders} orders on {report.Accounts} accounts"),
        .. report.Totals.Select(t => string.Create(
            CultureInfo.InvariantCulture,
            $"{t.Currency}: {t.Freezes} freezes ({t.WholeAccounts} of whole accounts), limits {Currencies.ToText(t.LimitMinor, t.Currency)}, holds in the core {Currencies.ToText(t.HeldMinor, t.Currency)}, actual {Currencies.ToText(t.ActualMinor, t.Currency)}")),
        .. (report.Registers?.Items ?? []).GroupBy(i => i.Kind).Select(g => string.Create(CultureInfo.InvariantCulture, $"{RegisterSchema.Of(g.Key).Word}: {g.Count()} entries")),
    ]);

    private async Task<bool> IsProposedAsync(string importId, CancellationToken cancel) =>
        (await desk.ReadTasksAsync(new DeskFilter(null, ClosedToo: false), int.MaxValue, cancel).ConfigureAwait(false)).Any(t => t.TakeOver?.ImportId == importId);

    private async Task<RegisterChange?> RegistersAsync(TakeOverFiles wish, List<TakeOverFault> faults, CancellationToken cancel)
    {
        var items = new List<RegisterItem>();
        foreach (var (name, kind, bytes) in new[] { ("payees", RegisterKind.Funds, wish.Payees), ("officers", RegisterKind.Officers, wish.Officers) })
        {
            if (bytes is not { } file) continue;
            var (some, broken) = await files.ItemsOfAsync(kind, file, replace: false, cancel).ConfigureAwait(false);
            faults.AddRange(broken.Select(f => new TakeOverFault(name, f.Line, f.Column, f.Reason)));
            if (some.Count == 0) continue;
            var lines = some.ToDictionary(s => s.Item.Key, s => s.Line, StringComparer.Ordinal);
            var now = await registers.ReadRegistersAsync(RegisterRules.Whole, cancel).ConfigureAwait(false);
            faults.AddRange(RegisterRules.Faults(new RegisterChange([.. some.Select(s => s.Item)]), now).Select(f => new TakeOverFault(name, lines.GetValueOrDefault(f.Key), f.Column, f.Reason)));
            items.AddRange(some.Select(s => s.Item));
        }

        return items.Count == 0 ? null : new RegisterChange(items);
    }
}

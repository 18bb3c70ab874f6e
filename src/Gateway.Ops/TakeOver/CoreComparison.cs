using System.Collections.Concurrent;
using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using Gateway.Store;
using Gateway.Store.TakeOver;

namespace Gateway.Ops.TakeOver;

/// <summary>Holds the file against the core, account by account, and against what the store has begun already.</summary>
internal sealed class CoreComparison(ICoreBanking core, IStore store, Rules rules, DateTimeOffset now, IReadOnlyList<ClaimRow>? claims)
{
    /// <summary>Accounts read at the same time.</summary>
    private const int Together = 16;

    private readonly ConcurrentBag<TakeOverFault> _faults = [];
    private readonly ConcurrentBag<(string Currency, FreezeRow Row, TakenOverFreeze Freeze, long Actual)> _taken = [];
    private readonly ConcurrentBag<(string Currency, long HeldMinor)> _held = [];

    public IEnumerable<TakeOverFault> Faults => _faults;

    public async Task CompareAsync(IReadOnlyList<(FreezeRow Row, Freeze Freeze)> freezes, CancellationToken cancel)
    {
        var byAccount = freezes.ToLookup(f => f.Row.Register.Account, StringComparer.Ordinal);
        var accounts = byAccount.Select(g => g.Key).Union((claims ?? []).Select(c => c.Register.Account), StringComparer.Ordinal);
        await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancel },
            async (account, token) => await CompareAsync(account, [.. byAccount[account]], token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Sums by currency.</summary>
    public IReadOnlyList<TakeOverTotal> Totals => [.. _taken.GroupBy(t => t.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new TakeOverTotal(
        g.Key, g.Count(), g.Count(t => t.Freeze.Freeze.WholeAccount), g.Sum(t => t.Freeze.Freeze.GrantedMinor ?? 0), _held.Where(h => h.Currency == g.Key).Sum(h => h.HeldMinor), g.Sum(t => t.Actual)))];

    public IReadOnlyList<TakenOverFreeze> Freezes => [.. _taken.OrderBy(t => t.Row.Register.Account, StringComparer.Ordinal).ThenBy(t => t.Freeze.Freeze.Sequence).Select(t => t.Freeze)];

    private async Task CompareAsync(string account, List<(FreezeRow Row, Freeze Freeze)> freezes, CancellationToken cancel)
    {
        foreach (var (row, _) in freezes.DistinctBy(f => f.Row.Order))
        {
            if (await store.FindOrderAsync(row.Order.ChannelId, row.Order.OrderNo, cancel).ConfigureAwait(false) is not null) Fault(row, "OrderNo", "the gateway has this order already");
        }

        var read = await core.ReadAccountAsync(account, cancel).ConfigureAwait(false);
        if (!read.Ok || read.Value is not { Status: not AccountStatus.Closed } live)
        {
            foreach (var (row, _) in freezes) Fault(row, "Account", read.Ok ? "the core has no such account, or has closed it" : $"the core could not tell: {read.Fault} {read.Code}");
            foreach (var claim in ClaimsOf(account)) _faults.Add(new TakeOverFault("claims", claim.Line, "Account", "the core has no such account, or could not tell"));
            return;
        }

        foreach (var register in live.Registers) await CompareAsync(live, register, [.. freezes.Where(f => f.Row.Register == register.Key)], cancel).ConfigureAwait(false);
        foreach (var (row, _) in freezes.Where(f => live.Find(f.Row.Register.SubAccount) is null)) Fault(row, "SubAccount", "the core has no such sub-account");
        foreach (var claim in ClaimsOf(account).Where(c => live.Find(c.Register.SubAccount) is null)) _faults.Add(new TakeOverFault("claims", claim.Line, "SubAccount", "the core has no such sub-account"));
    }

    private async Task CompareAsync(LiveAccount account, LiveRegister live, IReadOnlyList<(FreezeRow Row, Freeze Freeze)> freezes, CancellationToken cancel)
    {
        foreach (var (row, freeze) in freezes) CompareHold(live, row, freeze);
        if (freezes.Count > 0 || claims is not null) CompareClaims(live);
        if (freezes.Count == 0) return;

        foreach (var hold in live.Holds.Where(h => freezes.All(f => f.Row.HoldId != h.HoldId)))
            _faults.Add(new TakeOverFault("freezes", 0, "HoldId", $"the core has hold {hold.HoldId} on {live.Key}, and no line names it"));
        var book = await store.ReadBookAsync(live.Key, cancel).ConfigureAwait(false);
        if (book.Freezes.Count > 0) Fault(freezes[0].Row, "Account", "the account's register has begun in the gateway already: its ranks would mix");
        _held.Add((live.Currency, live.Holds.Sum(h => h.LimitMinor ?? 0)));
        try
        {
            var position = FreezeRegister.Position(account, live, RegisterBook.Empty(live.Key) with { Freezes = [.. freezes.Select(f => f.Freeze)] }, now, rules);
            foreach (var (row, freeze) in freezes)
                _taken.Add((live.Currency, row, new TakenOverFreeze(freeze, account.Holder), position.Freezes.FirstOrDefault(f => f.FreezeId == freeze.FreezeId)?.ActualMinor ?? 0));
        }
        catch (InvariantBrokenException broken)
        {
            Fault(freezes[0].Row, "Account", $"the register would not hold: {broken.Message}");
        }
    }

    private void CompareHold(LiveRegister live, FreezeRow row, Freeze freeze)
    {
        if (row.Currency != live.Currency)
        {
            Fault(row, "Currency", $"the core has this register in {live.Currency}");
            return;
        }

        if (live.Holds.FirstOrDefault(h => h.HoldId == row.HoldId) is not { } hold)
        {
            Fault(row, "HoldId", "the core has no such hold on this register: put it there first, or every later order on it would fail");
            return;
        }

        if (hold.LimitMinor != freeze.GrantedMinor) Fault(row, "Limit", $"the core's hold is {Amount(hold.LimitMinor, live.Currency)}, the file says {Amount(freeze.GrantedMinor, live.Currency)}");
        if (hold.To != row.To) Fault(row, "To", string.Create(CultureInfo.InvariantCulture, $"the core's hold ends on {hold.To:yyyy-MM-dd}"));
    }

    private void CompareClaims(LiveRegister live)
    {
        if (claims is null) return;
        var named = ClaimsOf(live.Key.Account).Where(c => c.Register == live.Key).ToList();
        foreach (var claim in named)
        {
            var there = live.Claims.Where(c => c.ClaimId == claim.ClaimId).ToList();
            if (there.Count == 0) _faults.Add(new TakeOverFault("claims", claim.Line, "ClaimId", "the core has no such claim: enter it there, the core keeps the claims"));
            else if (there.Sum(c => c.AmountMinor) != claim.AmountMinor(live.Currency)) _faults.Add(new TakeOverFault("claims", claim.Line, "Amount", $"the core's claim is {Amount(there.Sum(c => c.AmountMinor), live.Currency)}"));
            else if (there.Min(c => c.RegisteredAt) != claim.RegisteredAt) _faults.Add(new TakeOverFault("claims", claim.Line, "RegisteredAt", string.Create(CultureInfo.InvariantCulture, $"the core has it registered at {there.Min(c => c.RegisteredAt):u}: its place in the queue is another")));
        }

        foreach (var other in live.Claims.Select(c => c.ClaimId).Distinct().Where(id => named.All(n => n.ClaimId != id)))
            _faults.Add(new TakeOverFault("claims", 0, "ClaimId", $"the core has claim {other} on {live.Key}, and no line names it"));
    }

    private IEnumerable<ClaimRow> ClaimsOf(string account) => (claims ?? []).Where(c => c.Register.Account == account);

    private static string Amount(long? minor, string currency) => minor is { } amount ? $"{Currencies.ToText(amount, currency)} {currency}" : "the whole account";

    private void Fault(FreezeRow row, string column, string reason) => _faults.Add(new TakeOverFault("freezes", row.Line, column, reason));
}

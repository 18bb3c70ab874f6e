using System.Globalization;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Simulation.Checks;

/// <summary>What must be true when all has come to rest, read from the store as a process that starts now would read it.</summary>
internal sealed class EndChecks
{
    private const int All = 100_000;

    private readonly World _world;
    private readonly IStore _store;

    private EndChecks(World world, IStore store) => (_world, _store) = (world, store);

    public static async Task RunAsync(World world)
    {
        await using var store = new SqliteStore(new StorageOptions { Directory = world.Folder }, TimeProvider.System, NullLogger<SqliteStore>.Instance, StoreFolder.Plain);
        await store.MigrateAsync(CancellationToken.None);
        var checks = new EndChecks(world, store);
        if (await store.VerifyAuditAsync(CancellationToken.None) is { } broken) world.Fail($"the audit chain breaks at entry {broken}");
        var finals = await checks.ReceiptsAsync();
        foreach (var account in world.Core.Accounts)
        {
            foreach (var register in account.Registers) await checks.RegisterAsync(account, register, finals);
        }
    }

    /// <summary>I1, I7: every acknowledged version has exactly one FINAL receipt, and receipts are numbered without gap.</summary>
    private async Task<Dictionary<OrderKey, V1.ReceiptBody>> ReceiptsAsync()
    {
        var finals = new Dictionary<OrderKey, V1.ReceiptBody>();
        foreach (var channel in _world.Scenario.Courts.Channels)
        {
            var expected = 0L;
            foreach (var receipt in await _store.ReadReceiptsAsync(channel.Id, 1, All, acknowledgedToo: true, CancellationToken.None))
            {
                if (receipt.Sequence != ++expected) _world.Fail($"channel {channel.Id}: receipt {receipt.Sequence} stands where {expected} should");
                if (receipt.Kind == ReceiptKind.Final && !finals.TryAdd(receipt.Order, V1.ReceiptBody.Parser.ParseFrom(receipt.Body))) _world.Fail($"order {receipt.Order} has two FINAL receipts");
            }
        }

        foreach (var order in _world.Courts.Acknowledged.Where(o => !finals.ContainsKey(o))) _world.Fail($"order {order} was acknowledged and has no FINAL receipt");
        var versions = _world.Observer.Count("SELECT COUNT(*) FROM orders");
        if (versions != finals.Count) _world.Fail($"{versions} versions of orders have {finals.Count} FINAL receipts");
        return finals;
    }

    private async Task RegisterAsync(LiveAccount account, LiveRegister live, Dictionary<OrderKey, V1.ReceiptBody> finals)
    {
        var book = await _store.ReadBookAsync(live.Key, CancellationToken.None);
        Holds(live, book);
        Queue(account, live, book);
        Deductions(live, book, finals);
        foreach (var (order, body) in finals)
        {
            foreach (var answer in body.Controls.Where(c => c.Account == live.Key.Account && c.SubAccount == live.Key.SubAccount)) Answer(order, answer, live, book);
        }
    }

    /// <summary>I10: the core's holds are the register's live freezes, and nothing else is left there.</summary>
    private void Holds(LiveRegister live, RegisterBook book)
    {
        var expected = book.Freezes.Where(f => f.Live).Select(f => new LiveHold(f.FreezeId, f.LimitMinor, f.To))
            .Concat(book.OtherFreezes.Select(f => new LiveHold(f.HoldId, f.LimitMinor, f.To))).ToHashSet();
        var there = live.Holds.Where(h => !_world.Core.KeptHolds.Contains(h.HoldId) || expected.Contains(h)).ToHashSet();
        foreach (var missing in expected.Except(there)) _world.Fail($"the register of {live.Key} has {missing}, the core has not");
        foreach (var left in there.Except(expected)) _world.Fail($"the core has {left} on {live.Key}, the register has not");
    }

    /// <summary>I3, worked out here a second time and simply.</summary>
    private void Queue(LiveAccount account, LiveRegister live, RegisterBook book)
    {
        var rules = _world.Scenario.Rules;
        var position = FreezeRegister.Position(account, live, book, _world.Agenda.Now, rules);
        if (position.HeldMinor + position.Claims.Sum(c => c.TakeMinor) > Math.Max(0, live.BalanceMinor)) _world.Fail($"the queue of {live.Key} takes more than the balance");
        var entries = live.Claims.Select(c => (Time: c.RegisteredAt, Kind: rules.LateClaim == LateClaimRule.Ahead ? -1 : 0, Sequence: 0L, Id: "", Want: (long?)c.AmountMinor))
            .Concat(book.Freezes.Where(f => f.Live).Select(f => (Time: f.PresentRankTime, Kind: 2, Sequence: f.PresentSequence, Id: f.FreezeId, Want: f.LimitMinor)))
            .Concat(book.OtherFreezes.Where(f => f.To >= rules.DateOf(_world.Agenda.Now)).Select(f => (Time: f.RankTime, Kind: 2, f.Sequence, Id: "", Want: f.LimitMinor)))
            .OrderBy(e => e.Kind == -1 ? 0 : 1).ThenBy(e => e.Time).ThenBy(e => e.Kind).ThenBy(e => e.Sequence);
        var rest = live.BalanceMinor;
        var claimed = false;
        foreach (var entry in entries)
        {
            claimed |= entry.Kind <= 0;
            var take = entry.Kind == 2 && claimed && rules.PriorityClaim == PriorityClaimRule.AnyClaimBlocks ? 0 : Math.Min(entry.Want ?? rest, rest);
            rest -= take;
            if (entry.Id.Length > 0 && position.Freezes.First(f => f.FreezeId == entry.Id).ActualMinor is var actual && actual != take)
                _world.Fail($"{entry.Id} takes {actual} where {take} is its share");
        }
    }

    /// <summary>Σ receipts = Σ register = Σ core.</summary>
    private void Deductions(LiveRegister live, RegisterBook book, Dictionary<OrderKey, V1.ReceiptBody> finals)
    {
        var core = _world.Core.Journal.Select(e => e.Instruction).OfType<Debit>().Where(d => d.Register == live.Key).Sum(d => d.AmountMinor);
        var register = book.Deductions.Sum(d => d.AmountMinor);
        var told = finals.Values.SelectMany(b => b.Controls).Where(c => c.Account == live.Key.Account && c.SubAccount == live.Key.SubAccount).Sum(c => Minor(c.Deducted, live.Currency));
        if (core != register || register != told) _world.Fail($"{live.Key}: the core debited {core}, the register deducted {register}, the receipts say {told}");
    }

    /// <summary>I2, I5, I6: what a receipt says of a line is what the core did for it, once.</summary>
    private void Answer(OrderKey order, V1.ControlAnswer answer, LiveRegister live, RegisterBook book)
    {
        var line = $"{order}:{answer.LineNo}";
        var effects = _world.Core.Journal.Where(e => e.Key.StartsWith($"{line}:", StringComparison.Ordinal)).Select(e => e.Instruction).ToList();
        var debits = effects.OfType<Debit>().ToList();
        if (debits.Count > 1) _world.Fail($"line {line} was debited {debits.Count} times");
        if (debits.Sum(d => d.AmountMinor) is var debited && debited != Minor(answer.Deducted, live.Currency)) _world.Fail($"line {line} was debited {debited}, its receipt says {answer.Deducted}");
        foreach (var debit in debits)
        {
            var court = _world.Scenario.Courts.FindCourt(_world.Courts.CourtOf(order))!;
            var entered = _world.Observer.Count($"SELECT COUNT(*) FROM register_entries WHERE register_name = 'Funds' AND entry_key LIKE '{debit.Payee.Account}|%' AND content_json LIKE '%\"Court\":\"{court.Code}\"%'");
            if (entered == 0 && !court.Funds.Any(f => f.Covers(debit.Payee.Account))) _world.Fail($"line {line} paid {debit.Payee.Account}, which is no fund of court {court.Code}");
        }

        var holds = effects.OfType<PutHold>().Count(p => p.HoldId == line);
        var freezes = answer.Measure is "01" or "03" or "08";
        if (freezes && answer.Controlled && (holds != 1 || book.Find(line) is null)) _world.Fail($"line {line} is said to be frozen: {holds} holds were put, and the register has {(book.Find(line) is null ? "none" : "one")}");
        if (!answer.Controlled && (debits.Count > 0 || book.Find(line) is { Live: true })) _world.Fail($"line {line} is said not to be controlled, and has its effect");
    }

    private static long Minor(string amount, string currency) => amount.Length == 0 ? 0 : Currencies.ToMinor(decimal.Parse(amount, CultureInfo.InvariantCulture), currency)!.Value;
}

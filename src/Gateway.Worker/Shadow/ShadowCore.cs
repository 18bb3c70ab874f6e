using System.Collections.Concurrent;
using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Worker.Shadow;

/// <summary>
/// The core beside a system that is still in use: what it shows is read, nothing in it is changed. Changes are confirmed here as a core would that has no reason to refuse, and what they came to
/// is laid over what the core shows: the register's own holds and debits are there, those that the other system made for the same orders are not.
/// </summary>
/// <remarks>The real core's client is built so that it can send nothing but reads (<c>CoreBankingServices.AddCoreBanking</c>); this class does not ask it to.</remarks>
internal sealed class ShadowCore(ICoreBanking real, IStore store, TimeProvider time) : ICoreBanking
{
    /// <summary>So long a debit may be made by the one system and not yet by the other; what is older has happened in both.</summary>
    static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <summary>The other system may have got the order a little earlier.</summary>
    static readonly TimeSpan Lead = TimeSpan.FromHours(1);

    /// <summary>Holds and debits of turns that have not come to their outcome; a turn that is run again puts them again.</summary>
    readonly ConcurrentDictionary<string, PutHold> _holds = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, (Debit Debit, DateTimeOffset At)> _debits = new(StringComparer.Ordinal);

    public async Task<CoreResult<IReadOnlyList<LiveAccount>>> FindAccountsAsync(PartyIdentity party, CancellationToken cancel)
    {
        var found = await real.FindAccountsAsync(party, cancel).ConfigureAwait(false);
        if (!found.Ok) return found;
        var shown = new List<LiveAccount>();
        foreach (var account in found.Value!) shown.Add(await OverlaidAsync(account, cancel).ConfigureAwait(false));
        return CoreResult<IReadOnlyList<LiveAccount>>.Of(shown);
    }

    public async Task<CoreResult<LiveAccount?>> ReadAccountAsync(string account, CancellationToken cancel)
    {
        var read = await real.ReadAccountAsync(account, cancel).ConfigureAwait(false);
        return read is { Ok: true, Value: { } live } ? CoreResult<LiveAccount?>.Of(await OverlaidAsync(live, cancel).ConfigureAwait(false)) : read;
    }

    public Task<CoreResult<TransactionPage>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, string cursor, CancellationToken cancel) =>
        real.ReadTransactionsAsync(register, from, to, cursor, cancel);

    public Task<CoreResult<FeedPage>> ReadFeedAsync(string cursor, CancellationToken cancel) => real.ReadFeedAsync(cursor, cancel);

    public Task<string?> ProblemAsync(CancellationToken cancel) => real.ProblemAsync(cancel);

    public Task<CoreResult<CoreConfirmation>> ExecuteAsync(CoreInstruction instruction, string key, bool mayHaveBeenSent, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        switch (instruction)
        {
            case PutHold put:
                _holds[put.HoldId] = put;
                break;
            case RemoveHold remove:
                _holds.TryRemove(remove.HoldId, out _);
                break;
            // The rate is the core's to name when it converts, and it is not asked to.
            case Debit { Convert: true } converted when converted.PayeeCurrency != converted.Currency:
                return Task.FromResult(CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, CoreCodes.NoQuote, "a shadow has no rate"));
            case Debit debit:
                _debits.TryAdd(key, (debit, now));
                foreach (var use in debit.Consumes) _holds.TryRemove(use.HoldId, out _);
                return Task.FromResult(Confirmed(debit, key, now));
        }

        return Task.FromResult(CoreResult<CoreConfirmation>.Of(new CoreConfirmation(key, now, null)));
    }

    /// <summary>A debit was done at once, to whatever bank.</summary>
    public Task<CoreResult<CoreConfirmation>> AskAsync(CoreInstruction instruction, string key, CancellationToken cancel) => Task.FromResult(
        _debits.TryGetValue(key, out var made)
            ? Confirmed(made.Debit, key, made.At)
            : CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, CoreCodes.NeverSeen, "a shadow remembers no other change"));

    static CoreResult<CoreConfirmation> Confirmed(Debit debit, string key, DateTimeOffset at) =>
        CoreResult<CoreConfirmation>.Of(new CoreConfirmation(key, at, new DebitConfirmation(debit.AmountMinor, debit.AmountMinor, debit.PayeeCurrency, "", at)));

    async Task<LiveAccount> OverlaidAsync(LiveAccount live, CancellationToken cancel)
    {
        var turn = await store.OpenTurnAsync(live.Account, cancel).ConfigureAwait(false);
        var registers = new List<LiveRegister>();
        foreach (var register in live.Registers) registers.Add(await OverlaidAsync(register, turn?.Line.SubAccount == register.Key.SubAccount ? turn : null, cancel).ConfigureAwait(false));
        return live with { Registers = registers };
    }

    async Task<LiveRegister> OverlaidAsync(LiveRegister register, AccountTurn? turn, CancellationToken cancel)
    {
        var book = await store.ReadBookAsync(register.Key, cancel).ConfigureAwait(false);
        // The other system's freeze of an order of ours stands in the core under the ruling of that order, or, if it used the gateway's contract, as a hold.
        var ours = book.Freezes.Select(f => f.RulingNo).Append(turn?.Line.RulingNo ?? "").Where(no => no.Length > 0).ToHashSet(StringComparer.Ordinal);
        return register with
        {
            BalanceMinor = register.BalanceMinor + await DebitsAsync(register, book, turn, cancel).ConfigureAwait(false),
            OtherFreezes = [.. register.OtherFreezes.Where(f => !ours.Contains(f.DocumentNo))],
            Holds =
            [
                .. book.Freezes.Where(f => f.Live).Select(f => new LiveHold(f.FreezeId, f.LimitMinor, f.To)),
                .. _holds.Values.Where(h => h.Register == register.Key && !book.Freezes.Any(f => f.FreezeId == h.HoldId)).Select(h => new LiveHold(h.HoldId, h.LimitMinor, h.To)),
            ],
        };
    }

    /// <summary>What the core's balance lacks by the other system's debits for orders of ours, less what the register has debited for them.</summary>
    async Task<long> DebitsAsync(LiveRegister register, RegisterBook book, AccountTurn? turn, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var recorded = book.Deductions.Where(d => d.At > now - Window).ToList();
        foreach (var (key, _) in _debits.Where(d => d.Value.At <= now - Window || book.Deductions.Any(b => d.Key.StartsWith($"{b.Order}:{b.LineNo}:", StringComparison.Ordinal)))) _debits.TryRemove(key, out _);
        var pending = _debits.Values.Where(d => d.Debit.Register == register.Key).ToList();
        var awaited = new List<(string Payee, DateTimeOffset From)>();
        foreach (var deduction in recorded) awaited.Add((await PayeeAsync(deduction, cancel).ConfigureAwait(false), deduction.At - Lead));
        if (turn is { Line: { Measure: Measure.Deduct or Measure.FreezeAndDeduct, Payee: { } payee } }) awaited.Add((payee.Account, turn.ServiceTime - Lead));
        return await MadeAsync(register.Key, awaited, now, cancel).ConfigureAwait(false) - recorded.Sum(d => d.AmountMinor) - pending.Sum(p => p.Debit.AmountMinor);
    }

    /// <summary>What the core shows of debits to these payees, each transaction for one of them.</summary>
    async Task<long> MadeAsync(RegisterKey key, List<(string Payee, DateTimeOffset From)> awaited, DateTimeOffset now, CancellationToken cancel)
    {
        if (awaited.Count == 0) return 0;
        var (first, last) = (awaited.Min(a => a.From), now.AddDays(1));
        var left = awaited.OrderBy(a => a.From).ToList();
        var made = 0L;
        var cursor = "";
        do
        {
            var page = CoreCalls.Require(await real.ReadTransactionsAsync(key, DateOnly.FromDateTime(first.UtcDateTime), DateOnly.FromDateTime(last.UtcDateTime), cursor, cancel).ConfigureAwait(false))!;
            foreach (var transaction in page.Transactions.Where(t => t.Debit))
            {
                var match = left.FindIndex(a => a.Payee.Length > 0 && a.Payee == transaction.CounterpartyAccount && transaction.At >= a.From);
                if (match < 0) continue;
                left.RemoveAt(match);
                made += transaction.AmountMinor;
            }

            cursor = page.NextCursor;
        }
        while (cursor.Length > 0 && left.Count > 0);
        return made;
    }

    async Task<string> PayeeAsync(Deduction deduction, CancellationToken cancel) =>
        (await store.ReadOrderAsync(deduction.Order, cancel).ConfigureAwait(false))?.Order.Lines.FirstOrDefault(l => l.LineNo == deduction.LineNo)?.Payee?.Account ?? "";
}

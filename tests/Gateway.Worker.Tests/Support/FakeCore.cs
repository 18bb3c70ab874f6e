using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Worker.Tests.Support;

/// <summary>A core in memory: one effect for each key, holds that bind, a journal of effects, and faults on order. It forgets refusals, as a core may.</summary>
internal sealed class FakeCore(TimeProvider time) : ICoreBanking
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LiveAccount> _accounts = [];
    private readonly Dictionary<string, CoreConfirmation> _done = [];
    private readonly Dictionary<string, List<AccountTransaction>> _transactions = [];
    private readonly List<(string Key, string Effect)> _journal = [];
    private readonly Dictionary<string, Debit> _debits = [];
    private readonly List<FeedEvent> _feed = [];

    /// <summary>Every effect once, in order.</summary>
    public IReadOnlyList<(string Key, string Effect)> Journal
    {
        get { lock (_lock) return [.. _journal]; }
    }

    /// <summary>Asked before each call ("read", or the instruction's type): a fault to answer with, or null. After: true lets the effect happen first.</summary>
    public Func<string, string, (CoreFault Fault, string Code, bool After)?> FaultAt { get; set; } = (_, _) => null;

    /// <summary>Runs after each effect, e.g. a customer who is faster.</summary>
    public Action<CoreInstruction> AfterEffect { get; set; } = _ => { };

    /// <summary>Two workers may send the same key at the same time, neither knowing of the other.</summary>
    public bool SeveralWorkers { get; set; }

    public int Reads { get; private set; }

    /// <summary>Transactions that are made page by page instead of being kept: how many, what each is, and what runs before each page.</summary>
    public (int Count, Func<int, AccountTransaction> Make, Action BeforePage)? Endless { get; set; }

    public void Put(LiveAccount account)
    {
        lock (_lock) _accounts[account.Account] = account;
    }

    public LiveAccount Account(string account)
    {
        lock (_lock) return _accounts[account];
    }

    public void Change(string account, string subAccount, Func<LiveRegister, LiveRegister> change)
    {
        lock (_lock)
        {
            var live = _accounts[account];
            _accounts[account] = live with { Registers = [.. live.Registers.Select(r => r.Key.SubAccount == subAccount ? change(r) : r)] };
        }
    }

    public void AddTransactions(string account, IEnumerable<AccountTransaction> transactions) => _transactions[account] = [.. transactions];

    public Task<CoreResult<IReadOnlyList<LiveAccount>>> FindAccountsAsync(PartyIdentity party, CancellationToken cancel) =>
        Task.FromResult(FaultAt("find", party.IdNumber) is { } fault
            ? CoreResult<IReadOnlyList<LiveAccount>>.Failed(fault.Fault, fault.Code, "on order")
            : CoreResult<IReadOnlyList<LiveAccount>>.Of([.. _accounts.Values.Where(a => a.Holder == party).Select(Now)]));

    public Task<CoreResult<LiveAccount?>> ReadAccountAsync(string account, CancellationToken cancel)
    {
        Reads++;
        if (FaultAt("read", account) is { } fault) return Task.FromResult(CoreResult<LiveAccount?>.Failed(fault.Fault, fault.Code, "on order"));
        lock (_lock) return Task.FromResult(CoreResult<LiveAccount?>.Of(_accounts.TryGetValue(account, out var live) ? Now(live) : null));
    }

    public Task<CoreResult<CoreConfirmation>> ExecuteAsync(CoreInstruction instruction, string key, bool mayHaveBeenSent, CancellationToken cancel)
    {
        var fault = FaultAt(instruction.GetType().Name, key);
        if (fault is { After: false }) return Task.FromResult(CoreResult<CoreConfirmation>.Failed(fault.Value.Fault, fault.Value.Code, "on order"));
        CoreResult<CoreConfirmation> result;
        lock (_lock)
        {
            if (_done.TryGetValue(key, out var before))
            {
                Assert.That(mayHaveBeenSent || SeveralWorkers, Is.True, $"{key} was carried out before, and the worker must say that it may have been");
                result = CoreResult<CoreConfirmation>.Of(before);
            }
            else
            {
                result = CoreResult<CoreConfirmation>.Of(_done[key] = new CoreConfirmation(key, time.GetUtcNow(), Carry(instruction)));
                _journal.Add((key, instruction.ToString()));
                if (instruction is Debit debit) _debits[key] = debit;
            }
        }

        AfterEffect(instruction);
        if (FailedTries > 0) result = result with { FailedTries = FailedTries, LastFailure = "SentNoAnswer TIMEOUT" };
        return Task.FromResult(fault is null ? result : CoreResult<CoreConfirmation>.Failed(fault.Value.Fault, fault.Value.Code, "on order"));
    }

    public Task<CoreResult<CoreConfirmation>> AskAsync(CoreInstruction instruction, string key, CancellationToken cancel)
    {
        if (FaultAt("ask", key) is { } fault) return Task.FromResult(CoreResult<CoreConfirmation>.Failed(fault.Fault, fault.Code, "on order"));
        lock (_lock)
        {
            return Task.FromResult(_done.TryGetValue(key, out var done)
                ? CoreResult<CoreConfirmation>.Of(done)
                : CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, CoreCodes.NeverSeen, "never seen"));
        }
    }

    /// <summary>How many tries of a change its adapter needed in vain.</summary>
    public int FailedTries { get; set; }

    /// <summary>Whether debits are remitted to another bank, and wait for <see cref="Settle"/>.</summary>
    public bool Remits { get; set; }

    /// <summary>What the payee's bank did with a remittance; money that comes back lies under the debit's hold for it. The feed tells of it.</summary>
    public void Settle(string key, PaymentState state, bool told = true)
    {
        lock (_lock)
        {
            var done = _done[key];
            if (done.Debit!.Payment!.State == PaymentState.Returned) return;
            _done[key] = done with { Debit = done.Debit! with { Payment = new PaymentStatus(state, "HVPS1", state == PaymentState.Returned ? "账号户名不符" : "") } };
            var debit = _debits[key];
            if (state == PaymentState.Returned)
            {
                Change(debit.Register.Account, debit.Register.SubAccount, r => r with
                {
                    BalanceMinor = r.BalanceMinor + debit.AmountMinor,
                    Holds = [.. r.Holds, new LiveHold(debit.ReturnHold!.HoldId, debit.AmountMinor, debit.ReturnHold.To)],
                });
            }

            if (told) _feed.Add(new FeedEvent(FeedEventKind.Payment, debit.Register, key));
        }
    }

    public Task<CoreResult<TransactionPage>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, string cursor, CancellationToken cancel)
    {
        const int PageLength = 100;
        if (Endless is { } endless) return Task.FromResult(CoreResult<TransactionPage>.Of(PageOf(endless, cursor)));
        var all = register.SubAccount.Length == 0 && _transactions.TryGetValue(register.Account, out var rows) ? rows : [];
        var start = cursor.Length == 0 ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var next = start + PageLength < all.Count ? (start + PageLength).ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        return Task.FromResult(CoreResult<TransactionPage>.Of(new TransactionPage([.. all.Skip(start).Take(PageLength)], next)));
    }

    private static TransactionPage PageOf((int Count, Func<int, AccountTransaction> Make, Action BeforePage) endless, string cursor)
    {
        const int PageLength = 500;
        endless.BeforePage();
        var start = cursor.Length == 0 ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var next = Math.Min(start + PageLength, endless.Count);
        return new TransactionPage([.. Enumerable.Range(start, next - start).Select(endless.Make)], next < endless.Count ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
    }

    /// <summary>The claims of an account as they are from now on; the feed tells of it.</summary>
    public void SetClaims(string account, params ClaimPart[] claims)
    {
        Change(account, "", r => r with { Claims = claims });
        lock (_lock) _feed.Add(new FeedEvent(FeedEventKind.Claim, new RegisterKey(account, "")));
    }

    public void Credit(string account, long yuan)
    {
        Change(account, "", r => r with { BalanceMinor = r.BalanceMinor + (yuan * 100) });
        lock (_lock) _feed.Add(new FeedEvent(FeedEventKind.Credit, new RegisterKey(account, "")));
    }

    public Task<CoreResult<FeedPage>> ReadFeedAsync(string cursor, CancellationToken cancel)
    {
        var start = cursor.Length == 0 ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        lock (_lock)
        {
            List<FeedEvent> events = [.. _feed.Skip(start).Take(2)];
            return Task.FromResult(CoreResult<FeedPage>.Of(new FeedPage(events, (start + events.Count).ToString(System.Globalization.CultureInfo.InvariantCulture))));
        }
    }

    public Task<string?> ProblemAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    private LiveAccount Now(LiveAccount account) => account with { AsOf = time.GetUtcNow() };

    private DebitConfirmation? Carry(CoreInstruction instruction)
    {
        var key = instruction.Register;
        switch (instruction)
        {
            case PutHold put:
                Change(key.Account, key.SubAccount, r => r with { Holds = [.. r.Holds, new LiveHold(put.HoldId, put.LimitMinor, put.To)] });
                return null;
            case ChangeHold change:
                Change(key.Account, key.SubAccount, r => r with { Holds = [.. r.Holds.Select(h => h.HoldId == change.HoldId ? new LiveHold(h.HoldId, change.LimitMinor, change.To) : h)] });
                return null;
            case RemoveHold remove:
                Change(key.Account, key.SubAccount, r => r with { Holds = [.. r.Holds.Where(h => h.HoldId != remove.HoldId)] });
                return null;
            case Debit debit:
                Change(key.Account, key.SubAccount, r => Take(r, debit));
                return new DebitConfirmation(debit.AmountMinor, debit.AmountMinor, debit.PayeeCurrency, "", time.GetUtcNow()) { Payment = Remits ? new PaymentStatus(PaymentState.Pending, "HVPS1") : null };
            default:
                throw new InvalidOperationException($"no such instruction: {instruction}");
        }
    }

    private static LiveRegister Take(LiveRegister register, Debit debit)
    {
        Assert.That(debit.Consumes.Sum(u => u.AmountMinor), Is.EqualTo(debit.AmountMinor), "a debit names the holds that it lowers");
        Assert.That(register.BalanceMinor, Is.GreaterThanOrEqualTo(debit.AmountMinor));
        LiveHold Lower(LiveHold hold) => debit.Consumes.FirstOrDefault(u => u.HoldId == hold.HoldId) is { } use ? hold with { LimitMinor = hold.LimitMinor - use.AmountMinor } : hold;
        return register with { BalanceMinor = register.BalanceMinor - debit.AmountMinor, Holds = [.. register.Holds.Select(Lower).Where(h => h.LimitMinor != 0)] };
    }
}

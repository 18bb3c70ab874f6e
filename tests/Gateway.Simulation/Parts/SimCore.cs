using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Simulation.Parts;

/// <summary>One effect in the core.</summary>
internal sealed record CoreEffect(string Key, CoreInstruction Instruction, DateTimeOffset At);

/// <summary>
/// The core as its contract says (proto/corebanking): one key, one effect, one answer, a refusal too; holds bind the customer; a debit lowers the holds that it names.
/// What no gateway may ever ask of it is a violation at once.
/// </summary>
internal sealed class SimCore
{
    private const int EventsPerPage = 3;

    private readonly World _world;
    private readonly Dictionary<string, LiveAccount> _accounts = [];
    private readonly Dictionary<string, (string Content, CoreResult<CoreConfirmation> Answer)> _keys = [];
    private readonly HashSet<string> _holdsEver = [];
    private readonly List<FeedEvent> _feed = [];
    private readonly List<CoreEffect> _journal = [];

    public SimCore(World world, IEnumerable<LiveAccount> accounts)
    {
        _world = world;
        foreach (var account in accounts) _accounts[account.Account] = account;
    }

    /// <summary>Every effect, in order.</summary>
    public IReadOnlyList<CoreEffect> Journal => _journal;

    public IEnumerable<LiveAccount> Accounts => _accounts.Values;

    /// <summary>Of a thousand changes that it has never seen, how many it refuses for reasons of its own.</summary>
    public int RefusesPerThousand { get; set; }

    public string FeedEnd => _feed.Count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Holds whose removal it refused: they may stand when no freeze does any more.</summary>
    public HashSet<string> KeptHolds { get; } = [];

    public IReadOnlyList<LiveAccount> Find(PartyIdentity party) => [.. _accounts.Values.Where(a => a.Holder == party).Select(Now)];

    public LiveAccount? Read(string account) => _accounts.TryGetValue(account, out var live) ? Now(live) : null;

    public TransactionPage Transactions(RegisterKey register) =>
        new([.. _journal.Where(e => e.Instruction is Debit && e.Instruction.Register == register).Select((e, i) => Row((Debit)e.Instruction, i, e.At))], "");

    public FeedPage Feed(string cursor)
    {
        var start = cursor.Length == 0 ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        List<FeedEvent> events = [.. _feed.Skip(start).Take(EventsPerPage)];
        return new FeedPage(events, (start + events.Count).ToString(CultureInfo.InvariantCulture));
    }

    public CoreResult<CoreConfirmation> Execute(CoreInstruction instruction, string key)
    {
        var content = CoreText.Of(instruction);
        if (_keys.TryGetValue(key, out var known) && !_world.Scenario.Breaks.HasFlag(Plans.Breakage.CoreForgetsKeys))
        {
            if (known.Content == content) return known.Answer;
            _world.Fail($"key {key} was used for {known.Content} and for {content}");
            return CoreResult<CoreConfirmation>.Failed(CoreFault.Malformed, "IDEMPOTENCY_CONFLICT", "");
        }

        var code = RefusalOf(instruction, key);
        var answer = code is not null
            ? CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, code, "")
            : CoreResult<CoreConfirmation>.Of(new CoreConfirmation(key, _world.Agenda.Now, Carry(instruction)));
        _keys[key] = (content, answer);
        _world.Agenda.Note(null, code is null ? $"core does: {key} {content}" : $"core REFUSES {code}: {key} {content}");
        if (code is null) _journal.Add(new CoreEffect(key, instruction, _world.Agenda.Now));
        else if (instruction is RemoveHold kept) KeptHolds.Add(kept.HoldId);
        return answer;
    }

    /// <summary>What it did under a key.</summary>
    public CoreResult<CoreConfirmation> Ask(string key) =>
        _keys.TryGetValue(key, out var known) ? known.Answer : CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, CoreCodes.NeverSeen, "");

    /// <summary>The customer pays in; the feed tells of it.</summary>
    public void Credit(RegisterKey register, long minor)
    {
        Change(register, r => r with { BalanceMinor = r.BalanceMinor + minor });
        _feed.Add(new FeedEvent(FeedEventKind.Credit, register));
    }

    /// <summary>The customer draws, at most what is free of holds, claims and freezes.</summary>
    public void Withdraw(RegisterKey register, long minor) => Change(register, r => r with { BalanceMinor = r.BalanceMinor - Math.Min(minor, Drawable(r)) });

    /// <summary>The claims as they are from now on; the feed tells of it.</summary>
    public void SetClaims(RegisterKey register, IReadOnlyList<ClaimPart> claims)
    {
        Change(register, r => r with { Claims = claims });
        _feed.Add(new FeedEvent(FeedEventKind.Claim, register));
    }

    public LiveRegister Register(RegisterKey key) => _accounts[key.Account].Find(key.SubAccount)!;

    private LiveAccount Now(LiveAccount account) => account with { AsOf = _world.Agenda.Now };

    private string? RefusalOf(CoreInstruction instruction, string key)
    {
        if (Read(instruction.Register.Account)?.Find(instruction.Register.SubAccount) is not { } register) return "ACCOUNT_NOT_FOUND";
        var refusal = instruction switch
        {
            PutHold put when _holdsEver.Contains(put.HoldId) => "HOLD_EXISTS",
            PutHold put when put.Currency != register.Currency => "CURRENCY_MISMATCH",
            ChangeHold change when HoldOf(register, change.HoldId) is null => "HOLD_NOT_FOUND",
            Debit debit when debit.Consumes.Any(u => HoldOf(register, u.HoldId) is not { } hold || hold.LimitMinor < u.AmountMinor) => "HOLD_TOO_SMALL",
            Debit debit when debit.AmountMinor > register.BalanceMinor => "INSUFFICIENT_FUNDS",
            _ => null,
        };
        // Whatever may happen in between, no way leads here: a hold is put once, and a debit takes what its holds hold.
        if (refusal is not null) _world.Fail($"the core was asked for {CoreText.Of(instruction)}: {refusal}");
        if (instruction is Debit taken && taken.Consumes.Sum(u => u.AmountMinor) != taken.AmountMinor) _world.Fail($"{CoreText.Of(taken)} names holds of another sum");
        // A core has no reason to keep a hold; of one that does all the same only these are no matter for people (a provisional or a temporary hold is).
        var refusable = instruction is not RemoveHold || key.StartsWith("expire:", StringComparison.Ordinal) || key.EndsWith(":2.2", StringComparison.Ordinal);
        return refusal ?? (refusable && _world.Chance.Next(1000) < RefusesPerThousand ? "NOT_TODAY" : null);
    }

    private DebitConfirmation? Carry(CoreInstruction instruction)
    {
        switch (instruction)
        {
            case PutHold put:
                _holdsEver.Add(put.HoldId);
                Change(put.Register, r => r with { Holds = [.. r.Holds, new LiveHold(put.HoldId, put.LimitMinor, put.To)] });
                return null;
            case ChangeHold change:
                Change(change.Register, r => r with { Holds = [.. r.Holds.Select(h => h.HoldId == change.HoldId ? new LiveHold(h.HoldId, change.LimitMinor, change.To) : h)] });
                return null;
            case RemoveHold remove:
                Change(remove.Register, r => r with { Holds = [.. r.Holds.Where(h => h.HoldId != remove.HoldId)] });
                return null;
            case Debit debit:
                Change(debit.Register, r => Take(r, debit));
                return debit.Convert
                    ? new DebitConfirmation(debit.AmountMinor, debit.AmountMinor * 7, debit.PayeeCurrency, "7.00", _world.Agenda.Now)
                    : new DebitConfirmation(debit.AmountMinor, debit.AmountMinor, debit.PayeeCurrency, "", _world.Agenda.Now);
            default:
                throw new InvalidOperationException($"no such instruction: {instruction}");
        }
    }

    private void Change(RegisterKey key, Func<LiveRegister, LiveRegister> change)
    {
        var account = _accounts[key.Account];
        _accounts[key.Account] = account with { Registers = [.. account.Registers.Select(r => r.Key == key ? change(r) : r)] };
    }

    private static LiveHold? HoldOf(LiveRegister register, string holdId) => register.Holds.FirstOrDefault(h => h.HoldId == holdId);

    private static LiveRegister Take(LiveRegister register, Debit debit)
    {
        LiveHold Lower(LiveHold hold) => debit.Consumes.FirstOrDefault(u => u.HoldId == hold.HoldId) is { } use ? hold with { LimitMinor = hold.LimitMinor - use.AmountMinor } : hold;
        return register with { BalanceMinor = register.BalanceMinor - debit.AmountMinor, Holds = [.. register.Holds.Select(Lower).Where(h => h.LimitMinor != 0)] };
    }

    private static long Drawable(LiveRegister register) =>
        register.Holds.Any(h => h.LimitMinor is null) || register.OtherFreezes.Any(f => f.LimitMinor is null)
            ? 0
            : Math.Max(0, register.BalanceMinor - register.Holds.Sum(h => h.LimitMinor!.Value) - register.Claims.Sum(c => c.AmountMinor) - register.OtherFreezes.Sum(f => f.LimitMinor!.Value));

    private static AccountTransaction Row(Debit debit, int number, DateTimeOffset at) =>
        new($"T{number}", "扣划", true, debit.Currency, debit.AmountMinor, at, debit.Payee.Name, debit.Payee.Account, debit.Payee.BankName);
}

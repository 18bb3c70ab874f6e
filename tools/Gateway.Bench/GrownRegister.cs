using System.Diagnostics;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;

namespace Gateway.Bench;

/// <summary>A SQLite store with any number of frozen accounts, and whole turns on them against a core that says yes to everything.</summary>
internal sealed class GrownRegister : IAsyncDisposable
{
    public const long LimitMinor = 600_000;

    static readonly DateTimeOffset Now = new(2026, 7, 1, 10, 0, 0, TimeSpan.FromHours(8));
    static readonly Court Court = new("F10", "甲市人民法院", [], [new ExecutionFundAccount("9001", "甲市人民法院执行款专户", "CNY")]);
    static readonly CourtDirectory Courts = new([], [Court]);
    static readonly PartyIdentity Holder = new("张三", "10100", "110101199001011234");
    static readonly Rules BankRules = new();

    readonly StoreFolder _folder;
    readonly SqliteStore _store;
    readonly int _perAccount;
    readonly HashSet<long> _visited = [];
    long _freezes;
    long _last;

    GrownRegister(StoreFolder folder, SqliteStore store, int perAccount) => (_folder, _store, _perAccount) = (folder, store, perAccount);

    /// <param name="folder">An empty one.</param>
    /// <param name="perAccount">Live freezes on each account.</param>
    public static async Task<GrownRegister> CreateAsync(StoreFolder folder, int perAccount)
    {
        // One order goes the real way; all others are its copies, so that their rows are as long as real ones. What is sealed is bound to its row and cannot be copied.
        await using (var first = new GrownRegister(folder, await folder.OpenAsync(PrivacyOptions.Off), perAccount))
            await first.TurnAsync(FreezeCopies.Template, Line(Measure.Freeze, FreezeCopies.Template, ""), "T0");
        return new GrownRegister(folder, await folder.OpenAsync(PrivacyOptions.On), perAccount);
    }

    /// <summary>Adds freezes until there are so many.</summary>
    public async Task GrowAsync(long freezes)
    {
        await FreezeCopies.AddAsync(_folder.Database, _freezes + 1, freezes, _perAccount);
        _freezes = freezes;
    }

    /// <summary>Accepts an order on an account that had none yet, and takes its turn; only the turn is measured. The accounts come from all over the register.</summary>
    public Task<TurnCost> TurnAsync(Measure measure)
    {
        var accounts = _freezes / _perAccount;
        if (_visited.Count == accounts) throw new InvalidOperationException("Every account has had its order.");
        _last = (_last + (accounts * 618 / 1000)) % accounts;
        while (!_visited.Add(_last)) _last = (_last + 1) % accounts;
        var original = FreezeCopies.OrderNo((_last * _perAccount) + 1);
        return TurnAsync(FreezeCopies.AccountNo(_last), Line(measure, FreezeCopies.AccountNo(_last), original), $"T{_visited.Count}");
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    async Task<TurnCost> TurnAsync(string account, ControlLine line, string orderNo)
    {
        await AcceptAsync(orderNo, line);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var (open, rules, write) = (new Stopwatch(), new Stopwatch(), new Stopwatch());

        var turn = (await Timed(open, () => _store.OpenTurnAsync(account, CancellationToken.None)))!;
        var live = LiveOf(turn.Book);
        var lineCase = new LineCase(
            turn.Order!, turn.Line, turn.Header, null, Court, Courts, live, turn.Book, turn.ServiceTime, turn.RankTime, turn.Sequence, BankRules);
        var final = Timed(rules, () => FreezeRegister.Decide(lineCase));
        DebitConfirmation? confirmed = null;
        turn = (await Timed(write, () => _store.RecordIntentAsync(turn, new TurnIntent(1, final), CancellationToken.None)))!;
        if (final.ThenDebit)
        {
            final = Timed(rules, () => FreezeRegister.DecideDebit(lineCase, final, live));
            turn = (await Timed(write, () => _store.RecordIntentAsync(turn, new TurnIntent(2, final), CancellationToken.None)))!;
            confirmed = new DebitConfirmation(final.Deduction!.AmountMinor, final.Deduction.AmountMinor, "CNY", "", Now);
            live = live with { Registers = [live.Registers[0] with { BalanceMinor = live.Registers[0].BalanceMinor - confirmed.AmountMinor }] };
        }

        if (final.Refusal is { } refusal) throw new InvalidOperationException($"What is measured does not work: {refusal}.");
        var outcome = Timed(rules, () => OutcomeOf(lineCase, turn, final, live, confirmed));
        var result = await Timed(write, () => _store.RecordOutcomeAsync(turn, outcome, CancellationToken.None));
        if (!result.Written) throw new InvalidOperationException("What is measured was not written.");
        return new TurnCost(Microseconds(open), Microseconds(rules), Microseconds(write), (GC.GetTotalAllocatedBytes(precise: true) - allocated) >> 10);
    }

    static TurnOutcome OutcomeOf(LineCase line, AccountTurn turn, Decision final, LiveAccount live, DebitConfirmation? confirmed)
    {
        var book = FreezeRegister.Apply(turn.Book, final);
        return new TurnOutcome(final, FreezeRegister.Answer(line, final, book, live, confirmed), []) { Notices = FreezeRegister.Notices(line, final, book, live, turn.Seen) };
    }

    Task<AcceptResult> AcceptAsync(string orderNo, ControlLine line)
    {
        var order = new Order
        {
            OrderNo = orderNo,
            Kind = OrderKind.Control,
            CourtCode = Court.Code,
            CourtName = Court.Name,
            CaseNo = $"（2026）甲执{orderNo}号",
            Officer = new Officer("李法官", "010-1", "G1", "W1"),
            Party = Holder,
            Lines = [line],
            Documents =
            [
                .. new[] { DocumentKind.Ruling, DocumentKind.Notice, DocumentKind.WorkCard, DocumentKind.DutyCard }
                    .Select(kind => new CourtDocument(kind, $"{kind}.ofd", "application/ofd", "（2026）甲执1号", new string('0', 64), 40_000, null)),
            ],
        };
        return _store.AcceptAsync(
            new AcceptOrder("zdz", order, 1, new string('1', 64), new string('2', 64), null, "", false, new Dictionary<string, byte[]>()), CancellationToken.None);
    }

    static ControlLine Line(Measure measure, string account, string original) => new()
    {
        LineNo = "1",
        Measure = measure,
        Account = account,
        Currency = "CNY",
        Amount = measure == Measure.Release ? null : LimitMinor / 100m,
        To = new DateOnly(2027, 6, 30),
        RulingNo = "（2026）甲执1号之一",
        OriginalOrderNo = measure == Measure.Freeze ? "" : original,
        Payee = measure == Measure.Deduct ? new Payee(Court.Funds[0].Name, "某银行", "102", Court.Funds[0].Account) : null,
    };

    /// <summary>Money for half of the freezes that are there, so that some are full, some queue, and whatever ends one lets another take hold.</summary>
    static LiveAccount LiveOf(RegisterBook book) => new()
    {
        Account = book.Key.Account,
        Holder = Holder,
        Status = AccountStatus.Normal,
        AsOf = Now,
        Registers = [new LiveRegister { Key = book.Key, Currency = "CNY", BalanceMinor = Math.Max(1, book.Freezes.Count / 2) * LimitMinor }],
    };

    static long Microseconds(Stopwatch watch) => (long)watch.Elapsed.TotalMicroseconds;

    static T Timed<T>(Stopwatch watch, Func<T> what)
    {
        watch.Start();
        var result = what();
        watch.Stop();
        return result;
    }

    static async Task<T> Timed<T>(Stopwatch watch, Func<Task<T>> what)
    {
        watch.Start();
        var result = await what();
        watch.Stop();
        return result;
    }
}

using System.Security.Cryptography;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gateway.Bench;

/// <summary>A SQLite store with any number of orders of all states, and whole orders that go the real way.</summary>
internal sealed class GrownStore : IAsyncDisposable
{
    readonly StoreFolder _folder;

    GrownStore(StoreFolder folder) => _folder = folder;

    /// <summary>The store; another one after <see cref="ReopenAsync"/>.</summary>
    public SqliteStore Store { get; private set; } = null!;

    /// <param name="folder">An empty one. What is written there is not encrypted.</param>
    /// <param name="orders">How many.</param>
    /// <param name="underWay">The newest are in all states; false: all are acknowledged.</param>
    /// <param name="now">When the last of them arrived.</param>
    public static async Task<GrownStore> CreateAsync(StoreFolder folder, long orders, bool underWay, DateTimeOffset now)
    {
        var grown = new GrownStore(folder);
        await grown.ReopenAsync();
        foreach (var no in (string[])[OrderCopies.Control, OrderCopies.Refused, OrderCopies.Inquiry]) await grown.OrderAsync(no, "first", answered: true);
        await grown.Store.DisposeAsync();
        await new OrderCopies(folder.Database, orders, underWay).WriteAsync(now, archivedPercent: 75);
        await grown.ReopenAsync();
        return grown;
    }

    /// <summary>One order to its acknowledged receipt.</summary>
    public async Task OrderAsync(string no, string account, bool answered)
    {
        var order = OrderOf(no, account);
        var accepted = await Store.AcceptAsync(new AcceptOrder("zdz", order, 1, new string('1', 64), new string('2', 64), null, "", false, new Dictionary<string, byte[]>()), CancellationToken.None);
        if (!answered) return;
        if (order.Kind == OrderKind.Inquiry) await Store.RecordInquiryAsync(accepted.Known.Key, new InquiryAnswer { AsOf = accepted.Known.ArrivedAt }, CancellationToken.None);
        else await TurnAsync(account, no == OrderCopies.Refused);
        var receipt = await Store.StoreReceiptAsync(new NewReceipt(accepted.Known.Key, ReceiptKind.Final, RandomNumberGenerator.GetBytes(256), new byte[1500], accepted.Known.ArrivedAt), CancellationToken.None);
        await Store.AcknowledgeAsync("zdz", [receipt.Sequence], CancellationToken.None);
    }

    /// <summary>Runs SQL beside the store, which is opened anew.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await Store.DisposeAsync();
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _folder.Database, Pooling = false }.ToString()))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = ($"{sql}", 0);
            await command.ExecuteNonQueryAsync();
        }

        await ReopenAsync();
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    async Task ReopenAsync() => Store = await _folder.OpenAsync(PrivacyOptions.Off);

    async Task TurnAsync(string account, bool refused)
    {
        var turn = (await Store.OpenTurnAsync(account, CancellationToken.None))!;
        var answer = new LineAnswer { LineNo = "1", Measure = Measure.Freeze, Account = account, Currency = "CNY", Controlled = !refused, Reason = refused ? Reason.AccountClosed : null, RequestedMinor = 600_000, ActualMinor = refused ? null : 600_000, ServiceTime = turn.ServiceTime };
        if (refused)
        {
            await Store.RecordOutcomeAsync(turn, new TurnOutcome(new Decision { Refusal = Reason.AccountClosed }, answer, []), CancellationToken.None);
            return;
        }

        var freezeId = $"{turn.Order}:1";
        var decision = new Decision
        {
            Instructions = [new PutHold(new RegisterKey(account, ""), freezeId, "CNY", 600_000, new DateOnly(2027, 6, 30))],
            NewFreeze = new Freeze
            {
                FreezeId = freezeId, Order = turn.Order!, LineNo = "1", Register = new RegisterKey(account, ""), CourtCode = "F010", CourtName = "甲市人民法院", CaseNo = "（2026）甲执1号", RulingNo = "（2026）甲执1号之一", AssetKind = AssetKind.Deposit,
                RankTime = turn.RankTime, Sequence = turn.Sequence, ServiceTime = turn.ServiceTime, GrantedMinor = 600_000, From = new DateOnly(2026, 7, 1), GrantedTo = new DateOnly(2027, 6, 30),
            },
        };
        turn = (await Store.RecordIntentAsync(turn, new TurnIntent(1, decision), CancellationToken.None))!;
        await Store.RecordOutcomeAsync(turn, new TurnOutcome(decision, answer, []), CancellationToken.None);
    }

    static Order OrderOf(string no, string account) => new()
    {
        OrderNo = no,
        Kind = no == OrderCopies.Inquiry ? OrderKind.Inquiry : OrderKind.Control,
        CourtCode = "F010",
        CourtName = "甲市人民法院",
        CaseNo = "（2026）甲执1号",
        Officer = new Officer("李法官", "010-1", "G1", "W1"),
        Party = new PartyIdentity("张三", "10100", "110101199001010011"),
        Lines = no == OrderCopies.Inquiry ? [] : [new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = account, Currency = "CNY", Amount = 6000, To = new DateOnly(2027, 6, 30), RulingNo = "（2026）甲执1号之一" }],
        Documents =
        [
            .. new[] { DocumentKind.Ruling, DocumentKind.Notice, DocumentKind.WorkCard, DocumentKind.DutyCard }
                .Select(kind => new CourtDocument(kind, $"{kind}.ofd", "application/ofd", "（2026）甲执1号", new string('0', 64), 40_000, null)),
        ],
    };
}

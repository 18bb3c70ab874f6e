using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Tests;

/// <summary><c>gateway parked</c> as people at the desk use it.</summary>
[TestFixture]
public sealed class ParkedCommandTests
{
    private const string Account = "6222000000000001";
    private const string Untouched = "6222000000000002";

    [Test]
    public async Task Parked_accounts_are_listed_with_what_the_core_was_told_and_retried_one_or_all()
    {
        using var bank = await ParkedAsync();

        var (_, list) = await RunAsync(bank, "王柜员", "parked", "list", "--reveal", "--why", "核对核心流水");

        Assert.That(list, Does.Contain($"{Account}\tsince ").And.Contain("\t1 line(s)\tcore: Malformed NOT_JSON").And.Contain("  line zdz:A1:1 1 Freeze\n  1.1\tput hold zdz:A1:1:1 6000.00 CNY"));
        Assert.That(list, Does.Contain($"{Untouched}\tsince ").And.Contain("  line zdz:A2:1 1 Freeze: nothing was asked of the core yet"));
        Assert.That(await RunAsync(bank, "王柜员", "parked", "retry", "1"), Is.EqualTo((1, "1: is not parked")));
        Assert.That(await RunAsync(bank, "王柜员", "parked", "retry", Account), Is.EqualTo((0, "1 account is tried again")));
        Assert.That(await RunAsync(bank, "王柜员", "parked", "retry", "--all"), Is.EqualTo((0, "1 account(s) are tried again")));
        Assert.That(await RunAsync(bank, "王柜员", "parked", "list"), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Who_looks_sees_customers_data_masked_or_says_why_and_leaves_a_trace()
    {
        using var bank = await ParkedAsync();

        Assert.That((await RunAsync(bank, "王柜员", "parked", "list")).Text, Does.Not.Contain(Account).And.Contain("****0001\tsince"));
        Assert.That((await RunAsync(bank, "王柜员", "parked", "list", "--reveal")).Text, Does.StartWith("--reveal and --why TEXT: who sees customers' data says why"));
        Assert.That((await RunAsync(bank, "王柜员", "parked", "list", "--reveal", "--why", " ")).Exit, Is.EqualTo(2));
        await RunAsync(bank, "王柜员", "parked", "settle", Account, "--state", "1.1=done", "--note", "张三来电", "--evidence", bank.ConfigFile);
        Assert.That((await RunAsync(bank, "李主管", "desk", "show", "1")).Text, Does.Not.Contain(Account).And.Not.Contain("张三").And.Contain("account: ****0001").And.Contain("note: ****"));
        Assert.That((await RunAsync(bank, "李主管", "desk", "show", "1", "--reveal", "--why", "复核任务")).Text, Does.Contain($"account: {Account}").And.Contain("note: 张三来电"));

        await using var connection = new SqliteConnection($"Data Source={Path.Combine(bank.Folder, "data", "gateway.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(actor || ' ' || subject, ', ') FROM audit WHERE action = 'customer.looked'";
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo("person:王柜员 parked accounts, person:李主管 desk:1, person:李主管 desk:1"));
    }

    [Test]
    public async Task A_line_is_settled_by_two_people_with_evidence_and_only_as_the_core_was_told()
    {
        using var bank = await ParkedAsync();
        var evidence = bank.ConfigFile;

        Assert.That((await RunAsync(bank, "王柜员", "parked", "settle", Account, "--state", "1.1=done", "--note", "n")).Text, Does.Contain("settlement").And.Contain("needs its document"));
        Assert.That((await RunAsync(bank, "王柜员", "parked", "settle", Account, "--state", "2.1=done", "--note", "n", "--evidence", evidence)).Text, Is.EqualTo("--state 2.1=done: the line has no such instruction"));
        Assert.That((await RunAsync(bank, "王柜员", "parked", "settle", Account, "--state", "1.1", "--note", "n", "--evidence", evidence)).Text, Does.Contain("must be STAGE.STEP=done"));
        Assert.That((await RunAsync(bank, "王柜员", "parked", "settle", Account, "--nothing-done", "--note", "n", "--evidence", evidence)).Text, Does.Contain("the core was asked already"));
        Assert.That(await RunAsync(bank, "王柜员", "parked", "settle", Account, "--state", "1.1=done", "--note", "核心已冻结", "--evidence", evidence), Is.EqualTo((0, "task 1")));
        Assert.That((await RunAsync(bank, "李主管", "desk", "show", "1", "--reveal", "--why", "复核")).Text, Does.Contain("kind: Settle").And.Contain("settled: 1.1=done").And.Contain("basis: 核心已冻结"));
        Assert.That((await RunAsync(bank, "王柜员", "desk", "confirm", "1")).Text, Is.EqualTo("maker and checker are two people"));
        Assert.That(await RunAsync(bank, "李主管", "desk", "confirm", "1"), Is.EqualTo((0, "confirmed")));

        Assert.That((await RunAsync(bank, "李主管", "parked", "list", "--reveal", "--why", "复核")).Text, Does.Not.Contain(Account).And.Contain(Untouched));
    }

    /// <summary>A bank with two parked accounts: of one the core was told to freeze, of the other nothing.</summary>
    private static async Task<Installation> ParkedAsync()
    {
        var bank = new Installation();
        bank.Write();
        await using var store = StoreServices.NewStore(new StorageOptions { Directory = Path.Combine(bank.Folder, "data") }, TimeProvider.System, NullLoggerFactory.Instance);
        await store.MigrateAsync(default);
        await AcceptAsync(store, "A1", Account);
        await AcceptAsync(store, "A2", Untouched);
        var turn = (await store.OpenTurnAsync(Account, default))!;
        var decision = new Decision { Instructions = [new PutHold(new RegisterKey(Account, ""), "zdz:A1:1:1", "CNY", 600000, new DateOnly(2027, 11, 20))] };
        await store.RecordIntentAsync(turn, new TurnIntent(1, decision), default);
        await store.SetParkedAsync(Account, "core: Malformed NOT_JSON", default);
        await store.SetParkedAsync(Untouched, "core: NotSent CORE_UNREACHABLE", default);
        return bank;
    }

    private static Task<AcceptResult> AcceptAsync(IStore store, string orderNo, string account)
    {
        var order = new Order
        {
            OrderNo = orderNo,
            Kind = OrderKind.Control,
            CourtCode = "F10",
            CourtName = "甲市人民法院",
            CaseNo = "(2026)甲执1号",
            Officer = new Officer("王法官", "010-66660000", "GZ001", "GW001"),
            Party = new PartyIdentity("张三", "10100", "110101199001010011"),
            Lines = [new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = account, Currency = "CNY", Amount = 6000m }],
        };
        return store.AcceptAsync(new AcceptOrder("zdz", order, 1, orderNo, "documents", null, "", true, new Dictionary<string, byte[]>()), default);
    }

    private static async Task<(int Exit, string Text)> RunAsync(Installation bank, string person, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        // "desk" and "parked" are words of the service's own command line.
        var exit = await GatewayProcess.RunAsync([.. words, "--config", bank.ConfigFile, "--as", person], output, errors, CancellationToken.None);
        return (exit, (exit == 0 ? output : errors).ToString().Trim().ReplaceLineEndings("\n"));
    }
}

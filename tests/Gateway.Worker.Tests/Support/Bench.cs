using Gateway.Bus;
using Gateway.Contracts.Answers;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Damage;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Store.Objections;
using Gateway.Store.Privacy;
using Gateway.Store.Reconciliation;
using Gateway.Store.Sqlite;
using Gateway.Store.Views;
using Gateway.Worker.Feed;
using Gateway.Worker.Inquiries;
using Gateway.Worker.Objections;
using Gateway.Worker.Receipts;
using Gateway.Worker.Reconciliation;
using Gateway.Worker.Turns;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Worker.Tests.Support;

/// <summary>A worker on a real store in a folder of its own, with a core in memory and a clock that stands still.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Channel = "zdz";

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-worker-").FullName;

    public FakeTime Time { get; } = new(Given.Start);
    public FakeCore Core { get; }
    public IStore Store { get; private set; } = null!;
    public IDeskStore Desk => (IDeskStore)Store;
    public Rules Rules { get; set; } = new();
    public WorkerOptions Options { get; } = new() { InquiryFloorPerSecond = 0 }; // the clock stands still: nobody would see that way was given long enough
    public WorkRetries Retries { get; }
    public ReceiptRests Rests => _rests ??= new ReceiptRests(Setbacks(), Options, Time);
    public ReceiptMaker Maker { get; set; } = new(Bank, new SealRing([TestSeal.Key]));
    public OrderTraffic Traffic { get; }
    private InquiryYield Yield => new(Traffic, Options, Time);
    private WorkerMetrics Metrics => new(Rests);
    public CourtDirectory Courts { get; set; } = Given.Courts;
    public static BankIdentity Bank => new("示例银行", "BK001", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    private ReceiptRests? _rests;

    private SetbackNotes Setbacks(IStore? store = null) => new(store ?? Store, NullLogger<SetbackNotes>.Instance);

    private Bench()
    {
        Core = new FakeCore(Time);
        Retries = new WorkRetries(Options, Time);
        Traffic = new OrderTraffic(Time);
    }

    /// <summary>What stands still, as a process knows it that has just started.</summary>
    public PauseBoard Pauses => new((IPauseStore)Store, new PausePolling(TimeSpan.FromSeconds(1)), Time, NullLogger<PauseBoard>.Instance);

    public static async Task<Bench> OpenAsync(params LiveAccount[] accounts)
    {
        var bench = new Bench();
        foreach (var account in accounts) bench.Core.Put(account);
        bench.Store = new SqliteStore(new StorageOptions { Directory = bench._folder }, bench.Time, NullLogger<SqliteStore>.Instance, new PrivacyOptions { Encryption = PrivacyOptions.Off });
        await bench.Store.MigrateAsync(default);
        return bench;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, true);
    }

    public async Task<OrderKey> AcceptAsync(Order order, Reason? refusal = null, string detail = "", bool newOfficer = false)
    {
        // Orders are served one after another, in the order of this call.
        Time.Advance(TimeSpan.FromSeconds(1));
        var result = await Store.AcceptAsync(new AcceptOrder(Channel, order, 1, "content " + order.OrderNo, "documents", refusal, detail, false, new Dictionary<string, byte[]>()) { ReviewNewOfficer = newOfficer }, default);
        Assert.That(result.Kind, Is.EqualTo(AcceptKind.Accepted));
        return result.Known.Key;
    }

    /// <summary>Two people decide every task that is not done; a proposal that is there is only confirmed.</summary>
    public async Task DecideAsync(DeskDecision decision = DeskDecision.Approve)
    {
        foreach (var task in await Desk.ReadTasksAsync(new DeskFilter(null, false), 100, default))
        {
            if (task.State is DeskTaskState.Open or DeskTaskState.Refused)
                Assert.That(await Desk.ProposeAsync(task.TaskId, new DeskProposal("甲", decision, "缘由") { Contact = "丙", Phone = "010-1" }, default), Is.Null);
            Assert.That(await Desk.ConfirmAsync(task.TaskId, "乙", default), Is.Null);
        }
    }

    /// <summary>Two people raise and confirm an act; the account's next turn carries it out.</summary>
    public async Task<long> ActAsync(DeskTaskKind kind, string account, DeskAct act)
    {
        var (task, fault) = await Desk.OpenTaskAsync(new NewDeskTask(kind, account, "", act, ""), new DeskProposal("甲", DeskDecision.Approve, "", "abc", [1]), default);
        Assert.That(fault, Is.Null);
        Assert.That(await Desk.ConfirmAsync(task, "乙", default), Is.Null);
        return task;
    }

    public TurnExecution Execution(IStore? store = null, ICoreBanking? core = null) => new(store ?? Store, (IPauseStore)Store, core ?? Core, new CoreRefusals(), new CourtBook(Courts), Setbacks(store), Rules, Options);

    public ReceiptStage Receipts(IStore? store = null) =>
        new(store ?? Store, Maker, Rests, new ReceiptSignal(), new NoticeSignal(), Traffic, Yield, Options, Metrics, Time, NullLogger<ReceiptStage>.Instance);

    /// <summary>The archive's segments.</summary>
    public string[] Segments => Directory.GetFiles(Path.Combine(_folder, "archive"));

    public RemakeStage Remakes() => new(Store, (IDamagedReceipts)Store, Maker, Rests, new ReceiptSignal(), Options, Metrics, Time, NullLogger<RemakeStage>.Instance);

    public NoticeStage Notices(IStore? store = null) =>
        new(store ?? Store, Maker, Rests, new ReceiptSignal(), new NoticeSignal(), Options, Metrics, Time, NullLogger<NoticeStage>.Instance);

    public PaymentStage Payments(IStore? store = null) =>
        new(store ?? Store, Maker, Rests, new ReceiptSignal(), new NoticeSignal(), Options, Metrics, Time, NullLogger<PaymentStage>.Instance);

    public Reconciler Reconciler() => new(Store, (IReconciliationStore)Store, Core, Rules, Options, Time, NullLogger<Reconciler>.Instance);

    public PaymentWatch Watch() => new(Store, (ILeases)Store, new WorkSignal(), Options, Time, NullLogger<PaymentWatch>.Instance);

    public ObjectionStage Objections() => new(Store, (IObjectionStore)Store, Maker, Rests, new ReceiptSignal(), Rules, Options, Metrics, Time, NullLogger<ObjectionStage>.Instance);

    public InterimStage Interims(IStore? store = null) => new(store ?? Store, Maker, Rests, new ReceiptSignal(), Options, Metrics, Time, NullLogger<InterimStage>.Instance);

    public FeedReader Feed(IStore? store = null, ICoreBanking? core = null) => new(store ?? Store, core ?? Core, new WorkSignal(), Options, Time, NullLogger<FeedReader>.Instance);

    public AccountTurnRunner Runner(IStore? store = null, ICoreBanking? core = null) =>
        new(store ?? Store, Execution(store, core), Pauses, Retries, Setbacks(store), Receipts(store), new NoticeSignal(), Traffic, Options, Metrics, NullLogger<AccountTurnRunner>.Instance);

    public InquiryRunner Inquiries(IStore? store = null, ICoreBanking? core = null) =>
        new(store ?? Store, new InquiryAnswering(store ?? Store, core ?? Core, Bank, Rules, Options, Time), Yield, Traffic, Pauses, Retries, Setbacks(store), Receipts(store), Rules, Microsoft.Extensions.Options.Options.Create(new CoreBankingOptions()), Options, Metrics, Time, NullLogger<InquiryRunner>.Instance);

    public Task<TimeSpan?> RunAsync(string account) => Runner().RunAsync(account, default, default);

    /// <summary>Whatever a fresh process finds to do, until nothing is left: lines, inquiries, receipts.</summary>
    public async Task RunAllAsync(IStore? store = null, ICoreBanking? core = null)
    {
        store ??= Store;
        foreach (var account in await store.ReadUnfinishedAsync("control", "", 1000, default)) await Runner(store, core).RunAsync(account, default, default);
        foreach (var party in await store.ReadUnfinishedAsync("inquiry", "", 1000, default)) await Inquiries(store, core).RunAsync(party, default, default);

        var receipts = Receipts(store);
        foreach (var kind in Enum.GetValues<OrderKind>())
        {
            foreach (var order in await store.ReadUnansweredAsync(kind, 0, 1000, default)) await receipts.MakeAsync(order.Key, kind, default);
        }

        while (await Notices(store).MakeWaitingAsync(default) | await Payments(store).MakeWaitingAsync(default))
        {
        }
    }

    public async Task<LineAnswer> AnswerAsync(OrderKey order, int line = 0) => (await Store.ReadOrderAsync(order, default))!.Answers[line];

    /// <summary>What did not go at once with an order: step, how often, cause of the last.</summary>
    public async Task<IEnumerable<string>> SetbacksAsync(string orderNo) =>
        (await ((IViewStore)Store).ReadTrailAsync(new OrderKey(Channel, orderNo, 1), default))!.Setbacks.Select(s => $"{s.Step} {s.Failures} {s.Cause}");

    public async Task<OrderFile> FileAsync(OrderKey order) => (await Store.ReadOrderAsync(order, default))!;

    public async Task<RegisterPosition> PositionAsync(string account)
    {
        var live = Core.Account(account);
        return FreezeRegister.Position(live, live.Find("")!, await Store.ReadBookAsync(new RegisterKey(account, ""), default), Time.GetUtcNow(), Rules);
    }

    public Task<IReadOnlyList<StoredReceipt>> ReceiptsAsync() => Store.ReadReceiptsAsync(Channel, 1, 1000, true, default);

    /// <summary>What a message of this account is.</summary>
    public static WorkMessage Work(string account) => new(WorkTopic.Control, account);
}

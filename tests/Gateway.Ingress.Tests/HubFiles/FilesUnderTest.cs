using Gateway.Contracts.Answers;
using Gateway.Contracts.HubForms;
using Gateway.Contracts.V1;
using Gateway.Ingress.Hub;
using Gateway.Ingress.HubFiles;
using Gateway.Ingress.Tests.Hub;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using OrderState = Gateway.Store.OrderState;
using ReceiptKind = Gateway.Contracts.V1.ReceiptKind;

namespace Gateway.Ingress.Tests.HubFiles;

/// <summary>One lane of one hub in folders: an intake that knows each number once, and a bank that answers when it is told to.</summary>
sealed class FilesUnderTest : IAsyncDisposable
{
    readonly OrderKind kind;
    readonly IStore store = Substitute.For<IStore>();
    readonly HubFilesMetrics metrics;
    readonly Dictionary<string, KnownOrder> known = [];
    long sequence;
    PacketIntake intake = null!;
    AnswerPackets answers = null!;

    public FilesUnderTest(OrderKind kind)
    {
        this.kind = kind;
        Batches = new BatchBook(Clock);
        metrics = new HubFilesMetrics(Clock);
        store.FindOrderAsync("hub", Arg.Any<string>(), Arg.Any<CancellationToken>()).Returns(call => known.GetValueOrDefault(call.ArgAt<string>(1)));
        store.AuditAsync(Arg.Do<AuditEntry>(Audit.Add), Arg.Any<CancellationToken>()).Returns(Task.CompletedTask);
        Restart();
    }

    public StepClock Clock { get; } = new();
    public HubFolders Hub { get; } = new();
    public FeedBook Feeds { get; } = new();
    public BatchBook Batches { get; }
    public List<AuditEntry> Audit { get; } = [];

    /// <summary>Orders as they came to the intake, with the number of their documents.</summary>
    public List<string> Came { get; } = [];

    /// <summary>What the intake says to an order; null: that it is durable.</summary>
    public Func<HubOrder, HubTaken?> Says { get; set; } = _ => null;

    /// <summary>Another process goes on with the same folders and the same store.</summary>
    public void Restart()
    {
        var folders = new PacketFolders(Hub.Settings);
        var door = new PacketDoor(TakeAsync, FollowUpAsync);
        var log = NullLogger.Instance;
        intake = new PacketIntake(
            Hub.Settings, kind, folders, new PacketWatch(folders, Hub.Settings, kind == OrderKind.Inquiry, Clock), Batches, Feeds, new ComplaintDesk(Hub.Settings, kind, store, Feeds, Batches, Clock, log), door, store, metrics, Clock, log);
        var bank = new BankIdentity("示例银行", "BK001", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        answers = new AnswerPackets(Hub.Settings, kind, folders, new AnswerWriter(Hub.Settings, new HubAnswers(store), bank), Feeds, Batches, metrics, Clock, log);
    }

    /// <summary>A packet comes, and is looked at once it has settled.</summary>
    public async Task PutAsync(string name, byte[] content)
    {
        Hub.Put(name, content);
        await intake.RunAsync(default);
        Clock.Seconds(4);
        await RoundAsync();
    }

    public async Task RoundAsync()
    {
        await intake.RunAsync(default);
        await answers.RunAsync(default);
    }

    /// <summary>The bank answers an order: an account, or a line.</summary>
    public void Answer(string orderNo, int transactions = 0)
    {
        var body = new ReceiptBody { OrderNo = orderNo, Kind = ReceiptKind.Final };
        if (kind == OrderKind.Control) body.Controls.Add(new ControlAnswer { LineNo = "1", Measure = "01", Account = "6001", Controlled = true, Requested = "5.00", Actual = "5.00", Beyond = "0.00" });
        else body.Inquiry = new InquiryAnswer { Found = true, Accounts = { new AccountAnswer { No = 1, Account = $"A{orderNo}", Itself = new RegisterAnswer { Balance = "1.00", Transactions = { Enumerable.Range(1, transactions).Select(i => new Transaction { No = i, SerialNo = $"{i}" }) } } } } };
        var stored = new StoredReceipt("hub", ++sequence, new OrderKey("hub", orderNo, 1), Gateway.Store.ReceiptKind.Final, "ofd"u8.ToArray(), body.ToByteArray(), default, false);
        store.ReadReceiptAsync("hub", stored.Sequence, Arg.Any<CancellationToken>()).Returns(stored);
        Feeds.Add(orderNo, stored.Sequence, kind);
    }

    public HubFeed Feed(string orderNo) => Feeds.All.Last(f => f.OrderNo == orderNo);

    public async ValueTask DisposeAsync()
    {
        metrics.Dispose();
        Hub.Dispose();
        await store.DisposeAsync();
    }

    Task<HubTaken> TakeAsync(HubOrder entry, IReadOnlyList<Document> documents, CancellationToken cancel)
    {
        lock (Came) Came.Add($"{entry.Order.OrderNo} {documents.Count}");
        if (Says(entry) is { } said) return Task.FromResult(said);
        lock (known)
        {
            var repeat = known.TryGetValue(entry.Order.OrderNo, out var order);
            if (!repeat) known[entry.Order.OrderNo] = order = new KnownOrder(new OrderKey("hub", entry.Order.OrderNo, 1), "", "", default, default, OrderState.Accepted, null, false);
            return Task.FromResult<HubTaken>(new HubTaken.Durable(order!, repeat));
        }
    }

    Task FollowUpAsync(HubOrder entry, HubTaken taken, CancellationToken cancel) => taken is HubTaken.Back(var back)
        ? Feeds.AddFeedsAsync([new HubFeed(0, "hub", back.OrderNo, 0, 0, kind) { DueAt = Clock.GetUtcNow(), Words = new HubFeedWords("", back.Reason, back.Note, back.Contact, back.Phone, "d") }], cancel)
        : Task.CompletedTask;
}

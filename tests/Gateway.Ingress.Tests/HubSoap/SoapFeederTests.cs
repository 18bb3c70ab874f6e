using System.Text;
using Gateway.Contracts.HubForms;
using Gateway.Contracts.V1;
using Gateway.Ingress.Hub;
using Gateway.Ingress.HubSoap;
using Gateway.Ingress.Tests.Hub;
using Gateway.Ingress.Tests.Support;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using ReceiptKind = Gateway.Contracts.V1.ReceiptKind;
using StoredKind = Gateway.Store.ReceiptKind;

namespace Gateway.Ingress.Tests.HubSoap;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SoapFeederTests
{
    readonly FeedBook feeds = new();
    readonly IStore store = Substitute.For<IStore>();
    readonly List<(string Operation, HubElement Message)> sent = [];

    [TearDown]
    public async Task CloseAsync() => await store.DisposeAsync();

    static HubElement Result(string orderNo, string result = "success", string message = "") =>
        new HubElement("result").AddList("cxjglist", [new HubElement("jg").Set("bdhm", orderNo).Set("result", result).Set("msg", message)]);

    static readonly string[] Feeds = [HubOperation.FeedControl, HubOperation.FeedInquiry, HubOperation.FeedTransactions, HubOperation.Return];

    /// <summary>The hub's answers in the order of the calls; null: none comes; after the last one all succeed.</summary>
    SoapFeeder Feeder(OrderKind kind, params HubElement?[] answers)
    {
        var script = new HubScript();
        foreach (var operation in Feeds)
        {
            script.On(operation, message =>
            {
                sent.Add((operation, message!));
                var orderNo = message!.All(operation switch { HubOperation.FeedControl => "kzxx", HubOperation.Return => "htxx", _ => "zhxx" }).First()["BDHM"];
                return sent.Count <= answers.Length ? answers[sent.Count - 1] : Result(orderNo);
            });
        }

        var settings = new HubSoapSettings { TransactionsApart = 2, TransactionsPerMessage = 3, ConnectSeconds = 30, ReadSeconds = 180, JitterPercent = 0 };
        return new SoapFeeder(script.Hub(), "hub", kind, feeds, new HubAnswers(store), settings, new Random(1), new Clock(), NullLogger.Instance);
    }

    void Receipt(long sequence, ReceiptBody body)
    {
        if (body.Kind == ReceiptKind.Unspecified) body.Kind = ReceiptKind.Final;
        var stored = new StoredReceipt("hub", sequence, new OrderKey("hub", body.OrderNo, 1), (StoredKind)body.Kind, "ofd"u8.ToArray(), body.ToByteArray(), default, false);
        store.ReadReceiptAsync("hub", sequence, Arg.Any<CancellationToken>()).Returns(stored);
    }

    void Control(string detail = "", ReceiptKind kind = ReceiptKind.Final)
    {
        Receipt(1, new ReceiptBody { OrderNo = "K1", Kind = kind, Controls = { new ControlAnswer { LineNo = "1", Measure = "01", Controlled = detail.Length == 0, ReasonDetail = detail } } });
        feeds.Add("K1", 1);
    }

    void Inquiry(int transactions, params int[] perAccount)
    {
        var body = new ReceiptBody { OrderNo = "C1", Inquiry = new Contracts.V1.InquiryAnswer { Found = true } };
        foreach (var (count, index) in (perAccount.Length == 0 ? [transactions] : perAccount).Select((count, index) => (count, index)))
        {
            body.Inquiry.Accounts.Add(new Contracts.V1.AccountAnswer
            {
                No = index + 1, Account = $"A{index + 1}",
                Itself = new Contracts.V1.RegisterAnswer { Transactions = { Enumerable.Range(1, count).Select(i => new Transaction { No = i, SerialNo = $"{index + 1}-{i}" }) } },
            });
        }

        Receipt(2, body);
        feeds.Add("C1", 2, OrderKind.Inquiry);
    }

    HubFeed Only => feeds.All.Single();

    [Test]
    public async Task A_control_goes_with_its_receipt_and_is_taken()
    {
        Control();
        Assert.That(await Feeder(OrderKind.Control).SendDueAsync(default), Is.EqualTo(1));
        var (operation, message) = sent.Single();
        var receipt = message.All("hzxx").Single();
        Assert.Multiple(() =>
        {
            Assert.That(operation, Is.EqualTo("shfeedXzkzInfo"));
            Assert.That(message.Children.Select(c => c.Name), Is.EqualTo(new[] { "kzxx", "hzxxList" }));
            Assert.That((receipt["BDHM"], receipt["WJLX"], receipt["WSNR"], receipt["MD5"]), Is.EqualTo(("K1", "ofd", "b2Zk", "6345f55878adf0d9ed7bcd8cb3e77537")));
            Assert.That((Only.State, Only.Attempts, Only.EndedAt), Is.EqualTo((HubFeedState.Taken, 1, (DateTimeOffset?)Clock.Now.ToUniversalTime())));
        });
    }

    // what the hub says | state, message, whether it is sent again by itself
    [TestCase("fail", "缺少回执", HubFeedState.Refused, "缺少回执")]
    [TestCase("", "", HubFeedState.Sent, "")]
    public async Task What_the_hub_refuses_waits_for_people_and_what_it_does_not_say_for_its_list(string result, string message, HubFeedState state, string kept)
    {
        Control();
        var feeder = Feeder(OrderKind.Control, Result("K1", result, message));
        await feeder.SendDueAsync(default);
        Assert.That((Only.State, Only.Words.Message), Is.EqualTo((state, kept)));
        await feeder.SendDueAsync(default);
        Assert.That(sent, Has.Count.EqualTo(1));
    }

    // listed still, asked after the call | what the list decides
    [TestCase(true, true, HubFeedState.Due)]
    [TestCase(false, true, HubFeedState.Taken)]
    [TestCase(false, false, HubFeedState.Sent, TestName = "A list that was asked for before the call ended says nothing")]
    public async Task A_call_without_a_word_is_decided_by_the_next_list(bool listed, bool after, HubFeedState expected)
    {
        Control();
        var feeder = Feeder(OrderKind.Control, (HubElement?)null);
        await feeder.SendDueAsync(default);
        Assert.That(Only.State, Is.EqualTo(HubFeedState.Sent));
        await feeder.DecideAsync(listed ? new HashSet<string> { "K1" } : new HashSet<string>(), Clock.Now.AddSeconds(after ? 1 : -1), default);
        Assert.That((Only.State, Only.DueAt > Clock.Now), Is.EqualTo((expected, expected == HubFeedState.Due)), "what the hub still lists is sent again after a wait");
    }

    [Test]
    public async Task A_call_whose_process_died_is_decided_once_it_must_have_ended()
    {
        Control();
        await feeds.ChangeFeedAsync(Only, Only with { State = HubFeedState.Sent, Attempts = 1, SentAt = Clock.Now }, default);
        var feeder = Feeder(OrderKind.Control);
        await feeder.DecideAsync(new HashSet<string>(), Clock.Now.AddSeconds(209), default);
        Assert.That(Only.State, Is.EqualTo(HubFeedState.Sent));
        await feeder.DecideAsync(new HashSet<string>(), Clock.Now.AddSeconds(211), default);
        Assert.That((Only.State, sent.Count), Is.EqualTo((HubFeedState.Taken, 0)));
    }

    [Test]
    public async Task A_correction_without_a_word_is_sent_again_for_no_list_tells_of_it()
    {
        Control(kind: ReceiptKind.Correction);
        await Feeder(OrderKind.Control, (HubElement?)null).SendDueAsync(default);
        Assert.That((Only.State, Only.DueAt), Is.EqualTo((HubFeedState.Due, Clock.Now.AddSeconds(5).ToUniversalTime())));
    }

    [Test]
    public async Task An_order_that_two_people_sent_back_goes_back()
    {
        Control("退回：联系人王某，电话0571-1；裁定书缺页");
        await Feeder(OrderKind.Control).SendDueAsync(default);
        var back = sent.Single().Message.All("htxx").Single();
        Assert.That((sent[0].Operation, back["BDHM"], back["XCHTYY"], back["XCHTR"], back["XCHTDH"]), Is.EqualTo(("htInfo", "K1", "裁定书缺页", "王某", "0571-1")));
    }

    [Test]
    public async Task A_return_of_what_was_never_taken_in_says_what_is_wrong()
    {
        feeds.Add("X1", 0);
        await feeds.ChangeFeedAsync(Only, Only with { Words = new HubFeedWords(Reason: "请求数据不符合规范", Note: "第1项 KZCS 缺失", Contact: "李", Phone: "1") }, default);
        await Feeder(OrderKind.Control).SendDueAsync(default);
        Assert.That(string.Join(' ', sent.Single().Message.All("htxx").Single().Attributes.Select(a => $"{a.Key}={a.Value}")), Is.EqualTo("BDHM=X1 XCHTYY=请求数据不符合规范 XCHTBZ=第1项 KZCS 缺失 XCHTR=李 XCHTDH=1"));
    }

    [Test]
    public async Task Few_transactions_go_with_their_accounts()
    {
        Inquiry(2);
        await Feeder(OrderKind.Inquiry).SendDueAsync(default);
        Assert.That(sent.Single().Message.All("wlxx").Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Many_transactions_follow_apart_account_by_account_and_what_fails_among_them_goes_on_there()
    {
        Inquiry(0, 4, 0, 1);
        var feeder = Feeder(OrderKind.Inquiry, Result("C1"), Result("C1"), null);
        await feeder.SendDueAsync(default);
        Assert.That((Only.State, Only.Parts, Only.DueAt), Is.EqualTo((HubFeedState.Due, 2, Clock.Now.AddSeconds(5).ToUniversalTime())));
        await feeds.ChangeFeedAsync(Only, Only with { DueAt = default }, default);
        await feeder.SendDueAsync(default);
        Assert.That(Only.State, Is.EqualTo(HubFeedState.Taken));
        Assert.That(sent.Select(s => $"{s.Operation} {s.Message.All("zhxx").Count()} {string.Join(',', s.Message.All("zhxx").Select(z => z["CCXH"] + z["KHZH"]).First())} {string.Join(',', s.Message.All("wlxx").Select(w => w["JYLSH"]))}"), Is.EqualTo(new[]
        {
            "shfeedXzcxInfo 3 1A1 ", "shfeedXzcxwlxxInfo 1 1A1 1-1,1-2,1-3", "shfeedXzcxwlxxInfo 1 1A1 1-4", "shfeedXzcxwlxxInfo 1 1A1 1-4", "shfeedXzcxwlxxInfo 1 3A3 3-1",
        }));
    }

    [Test]
    public async Task A_first_part_that_the_list_says_was_taken_is_followed_by_the_others()
    {
        Inquiry(3);
        var feeder = Feeder(OrderKind.Inquiry, (HubElement?)null);
        await feeder.SendDueAsync(default);
        await feeder.DecideAsync(new HashSet<string>(), Clock.Now.AddSeconds(1), default);
        await feeder.SendDueAsync(default);
        Assert.That((Only.State, string.Join(' ', sent.Select(s => s.Operation))), Is.EqualTo((HubFeedState.Taken, "shfeedXzcxInfo shfeedXzcxwlxxInfo")));
    }

    [Test]
    public async Task A_statements_transactions_come_from_its_file()
    {
        var body = new ReceiptBody { OrderNo = "C1", Inquiry = new Contracts.V1.InquiryAnswer { Found = true, Statement = new Contracts.V1.TransactionStatement { Rows = 2 }, Accounts = { new Contracts.V1.AccountAnswer { No = 1, Account = "A1" } } } };
        Receipt(2, body);
        feeds.Add("C1", 2, OrderKind.Inquiry);
        var csv = "KHZH,GLZHHM,WLXH,JYZL,ZJLX,BZ,JE,JYSJ,JYLSH,ZCKZXM,ZCKZH,ZCKZHKHH,JYDSYHHH,JYDSZJLX,JYDSZJHM,JYDSTXDZ,JYDSYZBM,JYDSLXDH\r\nA1,,1,转账,支出,CNY,5.00,2026/07/01 10:00:00,S1,\"某\"\"公司\"\", 甲\",1,2,3,4,5,6,7,8\r\nA1,B,1,存入,收入,CNY,6.00,2026/07/02 10:00:00,S2,\"两\r\n行\",,,,,,,,\r\n";
        store.ReadOrderAsync(new OrderKey("hub", "C1", 1), Arg.Any<CancellationToken>()).Returns(new OrderFile(
            new OrderKey("hub", "C1", 1), null!, Gateway.Store.OrderState.Answered, null, "", default, default, [], new Register.Answers.InquiryAnswer { AsOf = default, Statement = new Register.Answers.TransactionStatement("key", "transactions.csv", 2, 0, "") }, 0));
        store.ReadLargeAsync("key", 0, Arg.Any<CancellationToken>()).Returns(PiecesOf(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(csv)).ToArray()));
        await Feeder(OrderKind.Inquiry).SendDueAsync(default);
        Assert.That(sent[1].Message.All("wlxx").Select(w => $"{w["WLXH"]} {w["ZJLX"]} {w["JE"]} {w["JYSJ"]} {w["JYLSH"]} {w["ZCKZXM"].ReplaceLineEndings("/")}"), Is.EqualTo(new[] { "1 借 5.00 2026/07/01 10:00:00 S1 某\"公司\", 甲", "2 贷 6.00 2026/07/02 10:00:00 S2 两/行" }));
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesOf(byte[] bytes)
    {
        foreach (var piece in bytes.Chunk(7))
        {
            await Task.Yield();
            yield return piece;
        }
    }

    [Test]
    public async Task Two_feeders_send_an_answer_once()
    {
        Control();
        var due = Only;
        await feeds.ChangeFeedAsync(due, due with { State = HubFeedState.Sent, Attempts = 1, SentAt = Clock.Now }, default);
        await Feeder(OrderKind.Control).SendDueAsync(default);
        Assert.That(sent, Is.Empty);
    }
}

using System.Net;
using System.Xml.Linq;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Host;
using Gateway.Hub.SoapStub;
using Microsoft.AspNetCore.Builder;

namespace Gateway.EndToEnd.Tests;

/// <summary>A hub that is polled, before a running service: at its worst, over a crash, and as it refuses. Each order has one effect and one answer.</summary>
[Parallelizable]
internal sealed class HubSoapTests
{
    const string Account = "6222000000000801";
    const string Rare = "6222000000000802";

    static readonly Person Other = new("李四", "10100", "110101199001010099");
    static readonly string Address = $"𠮷祥里{new string('路', 220)}";

    readonly HubDesk hub = new();
    readonly StubFaults faults = new();
    Desk desk = null!;
    WebApplication stub = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var password = Path.GetTempFileName();
        await File.WriteAllTextAsync(password, "secret\n");
        stub = await StubServer.StartAsync(new StubServer(hub, faults, _ => throw new NotSupportedException()), new IPEndPoint(IPAddress.Loopback, FreePorts.Take()), "bank", "secret", CancellationToken.None);
        desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11],
            new("Channels:1:Id", "hub"), new("Channels:1:Name", "总对总（轮询）"), new("Channels:1:Kind", "ZongDuiZong"), new("Channels:1:Door", "hub-soap"), new("Channels:1:Courts:0", "F10"),
            new("HubSoap:0:Channel", "hub"), new("HubSoap:0:Address", stub.Urls.Single() + "/hub"), new("HubSoap:0:UserName", "bank"), new("HubSoap:0:PasswordFile", password), new("HubSoap:0:Contact", "李经理"), new("HubSoap:0:Phone", "010-1"),
            new("HubSoap:0:ControlPollSeconds", "1"), new("HubSoap:0:InquiryPollSeconds", "1"), new("HubSoap:0:PollMaximumSeconds", "1"), new("HubSoap:0:ConnectSeconds", "1"), new("HubSoap:0:ReadSeconds", "1"),
            new("HubSoap:0:FeedRetryFirstSeconds", "1"), new("HubSoap:0:DocumentAttempts", "20"), new("HubSoap:0:LostAfterSeconds", "1"), new("HubSoap:0:TransactionsApart", "3"), new("HubSoap:0:TransactionsPerMessage", "2"), new("Logging:LogLevel:Default", "None"));
        await desk.PutAccountAsync(Account, "10000.00");
        await desk.Service.Core.PutAccountAsync(Rare, new { currency = "CNY", balance = "1.00", history = 5, holder = new { name = Other.Name, idKind = Other.IdKind, idNumber = Other.IdNumber, address = Address } }, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await desk.DisposeAsync();
        await stub.DisposeAsync();
    }

    [Test, Order(1)]
    public async Task Whatever_the_hub_does_wrong_each_order_has_one_effect_and_one_answer()
    {
        (string Operation, StubFault[] Faults)[] worst =
        [
            ("getXzkzList", [StubFault.ErrorBefore, StubFault.CutXml, StubFault.EmptyList, StubFault.TwiceListed]), ("getXzcxList", [StubFault.Refused, StubFault.CutBefore, StubFault.DamagedAttribute, StubFault.TwiceListed]),
            ("kzwsInfo", [StubFault.CutAfter, StubFault.DamagedAttribute]), ("cxwsInfo", [StubFault.ErrorAfter, StubFault.CutXml]), ("zjInfo", [StubFault.CutBefore, StubFault.ErrorBefore]),
            ("shfeedXzkzInfo", [StubFault.ErrorBefore, StubFault.CutAfter, StubFault.SilentAfter]), ("shfeedXzcxInfo", [StubFault.CutBefore, StubFault.ErrorAfter]), ("shfeedXzcxwlxxInfo", [StubFault.CutAfter, StubFault.ErrorBefore]), ("htInfo", [StubFault.CutAfter]),
        ];
        foreach (var (operation, wrong) in worst) foreach (var fault in wrong) faults.Add(operation, fault, 1);

        Open(Desk.Freeze("K1", Account, "6000.00"), Desk.Freeze("K2", Account, "8000.00"), Inquiry("C1", Other) with { TransactionsFrom = Day(-2), TransactionsTo = Day(0) }, Inquiry("C2", new Person("无名", "10100", "110101199001010199")), Inquiry("C3", Other, "F11"));
        await AnsweredAsync("K1", "K2", "C1", "C2", "C3");

        var (first, second) = (Taken("K1").Descendants("kzxx").Single(), Taken("K2").Descendants("kzxx").Single());
        var (account, nothing, back) = (Taken("C1").Elements("zhxx").Single(), Taken("C2").Elements("zhxx").Single(), Taken("C3").Descendants("htxx").Single());
        Assert.Multiple(() =>
        {
            Assert.That((first.Of("KZZT"), first.Of("DJXE"), first.Of("SKJE"), first.Of("CESKJE")), Is.EqualTo(("1", "6000.00", "6000.00", "0.00")));
            Assert.That((second.Of("DJXE"), second.Of("SKJE"), second.Of("CESKJE")), Is.EqualTo(("8000.00", "4000.00", "4000.00")));
            var receipt = Taken("K1").Descendants("hzxx").Single();
            Assert.That((desk.Open(Convert.FromBase64String(receipt.Of("WSNR"))).Controls.Single().Actual, TaskForms.Md5(Convert.FromBase64String(receipt.Of("WSNR")))), Is.EqualTo(("6000.00", receipt.Of("MD5"))));
            Assert.That((account.Of("KHZH"), account.Of("TXDZ"), account.Of("YE")), Is.EqualTo((Rare, Address.Replace("𠮷", "〓", StringComparison.Ordinal)[..200], "1.00")));
            Assert.That(account.Of("BEIZ"), Does.Contain("zhxx.TXDZ含无法传送的字符 U+20BB7").And.Contain("zhxx.TXDZ长223字，超过200字，已截断").And.Contain("资金往来信息另行反馈"));
            Assert.That(nothing.Of("KHZH"), Is.EqualTo("查无开户信息"));
            Assert.That((back.Of("BDHM"), back.Of("XCHTYY"), back.Of("XCHTR"), back.Of("XCHTDH")), Is.EqualTo(("C3", "发起法院不在本通道范围内", "李经理", "010-1")));
            Assert.That(hub.AnswersOf("K1").Concat(hub.AnswersOf("K2")).Count(a => a.Taken), Is.EqualTo(2), "an answer is sent again only where the hub lacks it");
        });
        Assert.That(await EffectsAsync(), Is.EqualTo(2), "nothing was done twice");
        await NothingIsLeftAsync();
        Assert.That(Parts("C1").Distinct(), Is.EqualTo(new[] { "1,2", "3,4", "5" }), "each part of the transactions is there, in its order");
    }

    [Test, Order(2)]
    public async Task A_crash_between_the_hub_s_word_and_the_bank_s_leaves_one_answer_and_a_lost_one_is_sent_again()
    {
        faults.Add("shfeedXzkzInfo", StubFault.SilentAfter, 1);
        Open(Desk.Freeze("K3", Account, "100.00"));
        await AnsweredAsync("K3");
        await desk.Service.StopGatewayAsync(CancellationToken.None);
        desk.Service.StartGateway();
        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        await NothingIsLeftAsync();
        Assert.That(hub.AnswersOf("K3"), Has.Count.EqualTo(1));

        // The hub lost it: the same order is in its list again.
        Open(Desk.Freeze("K3", Account, "100.00"));
        Assert.That(await Readiness.WaitAsync(_ => Task.FromResult(hub.AnswersOf("K3").Count(a => a.Taken) == 2), Desk.AnswerLimit, CancellationToken.None), Is.True);
        Assert.That(hub.AnswersOf("K3")[1].Message.ToString(), Is.EqualTo(hub.AnswersOf("K3")[0].Message.ToString()));
        Assert.That(await EffectsAsync(), Is.EqualTo(3));
    }

    [Test, Order(3)]
    public async Task What_the_hub_refuses_is_shown_to_people_and_sent_again_when_they_say_so()
    {
        faults.Add("shfeedXzkzInfo", StubFault.Refused, 1);
        Open(Desk.Freeze("K4", Account, "100.00"));
        string shown = "";
        Assert.That(await Readiness.WaitAsync(async _ => (shown = (await AskAsync("list")).Output).Length > 0, Desk.AnswerLimit, CancellationToken.None), Is.True);
        Assert.That(shown, Does.StartWith("hub K4 receipt ").And.Contain("Refused, 1 attempt(s)").And.Contain("系统维护"));
        Assert.That(hub.AnswersOf("K4"), Is.Empty);
        Assert.That((await AskAsync("retry", "K4")).ExitCode, Is.Zero);
        await AnsweredAsync("K4");
        await NothingIsLeftAsync();
    }

    void Open(params OrderForm[] forms)
    {
        foreach (var form in forms) hub.Open(TaskForms.Of(desk.Write(form)));
    }

    static OrderForm Inquiry(string order, Person party, string court = "F10") => new() { Verb = OrderVerb.Inquire, Order = order, Court = court, Party = party };

    string Day(int days) => BankTime.DayOf(desk.Service.Clock.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    async Task AnsweredAsync(params string[] orders)
    {
        var all = await Readiness.WaitAsync(_ => Task.FromResult(hub.OpenTasks().Count == 0 && orders.All(o => hub.AnswersOf(o).Count > 0)), Desk.AnswerLimit, CancellationToken.None);
        Assert.That(all, Is.True, $"open: {string.Join(',', hub.OpenTasks().Select(t => t.OrderNo))}");
    }

    /// <summary>The answer proper that the hub took.</summary>
    XElement Taken(string order) => hub.AnswersOf(order).First(a => a.Taken && a.Operation != "shfeedXzcxwlxxInfo").Message;

    IEnumerable<string> Parts(string order) => hub.AnswersOf(order).Where(a => a.Operation == "shfeedXzcxwlxxInfo").Select(a => string.Join(',', a.Message.Descendants("wlxx").Select(w => w.Of("WLXH"))));

    async Task<int> EffectsAsync() => (await desk.Service.Core.JournalAsync(0, CancellationToken.None)).Select(e => e.Key).Count(key => key is { Length: > 0 });

    // Every answer is acknowledged.
    async Task NothingIsLeftAsync()
    {
        var left = "";
        Assert.That(await Readiness.WaitAsync(async _ => (left = (await AskAsync("list", "--all")).Output).Length == 0, Desk.AnswerLimit, CancellationToken.None), Is.True, () => left);
    }

    async Task<(int ExitCode, string Output)> AskAsync(params string[] words)
    {
        using var output = new StringWriter();
        var exitCode = await GatewayProcess.RunAsync(["hub", .. words, "--config", Path.Combine(desk.Service.Pki.Folder, "gateway.json"), "--as", "王柜员"], output, output, CancellationToken.None);
        return (exitCode, output.ToString());
    }
}

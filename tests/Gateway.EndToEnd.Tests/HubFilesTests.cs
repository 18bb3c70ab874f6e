using System.Globalization;
using System.Xml.Linq;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.FilesStub;
using Gateway.Hub.SoapStub;

namespace Gateway.EndToEnd.Tests;

/// <summary>The hub in folders, before a running service: what comes as packets goes the way of any order, and answers come back as packets.</summary>
[Parallelizable]
internal sealed class HubFilesTests
{
    const string Bank = "C1010211000012345";
    const string Account = "6222000000000901";

    static readonly string Batch = FileHub.BatchOf(1);

    [Test]
    public async Task Inquiries_and_controls_come_as_packets_and_their_answers_go_as_packets()
    {
        var root = Directory.CreateTempSubdirectory("hub-files-");
        try
        {
            var (incoming, outgoing, work) = (root.CreateSubdirectory("in").FullName, root.CreateSubdirectory("out").FullName, root.CreateSubdirectory("work").FullName);
            await using var desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11],
                new("Channels:1:Id", "files"), new("Channels:1:Name", "总对总（文件）"), new("Channels:1:Kind", "ZongDuiZong"), new("Channels:1:Door", "hub-files"), new("Channels:1:Courts:0", "F10"),
                new("HubFiles:0:Channel", "files"), new("HubFiles:0:Incoming", incoming), new("HubFiles:0:Outgoing", outgoing), new("HubFiles:0:Work", work), new("HubFiles:0:BankCode", Bank),
                new("HubFiles:0:PollSeconds", "1"), new("HubFiles:0:SettleSeconds", "0"), new("HubFiles:0:Contact", "李经理"), new("HubFiles:0:Phone", "010-1"),
                new("Logging:LogLevel:Default", "Error"));
            await desk.PutAccountAsync(Account, "10000.00");
            var hub = new FileHub(incoming, outgoing, Bank);

            hub.Send(Batch, [TaskForms.Of(desk.Write(Desk.Freeze("K1", Account, "6000.00"))), TaskForms.Of(desk.Write(Desk.Freeze("K2", Account, "8000.00")))], eachByItself: true);
            var controls = await AnswersAsync(hub, "K1", "K2");
            var (first, second) = (Line(controls["K1"]), Line(controls["K2"]));
            Assert.Multiple(() =>
            {
                Assert.That((first.Of("KZZT"), first.Of("DJXE"), first.Of("SKJE"), first.Of("CESKJE")), Is.EqualTo(("1", "6000.00", "6000.00", "0.00")));
                Assert.That((second.Of("DJXE"), second.Of("SKJE"), second.Of("CESKJE")), Is.EqualTo(("8000.00", "4000.00", "4000.00")), "the order of the packet is the order of service");
                Assert.That(first.Of("CSKSRQ"), Is.EqualTo(BankTime.DayOf(desk.Service.Clock.GetUtcNow()).ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)));
            });
            var receipt = controls["K1"].Elements.Single(e => e.Kind == "QRI").Element;
            Assert.That(desk.Open(Convert.FromBase64String(receipt.Of("WSNR"))).Controls.Single().Actual, Is.EqualTo("6000.00"), "the same sealed receipt as by gRPC");

            // One court is not this channel's: it goes back, the others are answered.
            hub.Send(Batch, [.. new[] { Inquiry("C1"), Inquiry("C2", "F11"), Inquiry("C3", party: new Person("李四", "10100", "110101199001010099")) }.Select(form => TaskForms.Of(desk.Write(form)))]);
            var inquiries = await AnswersAsync(hub, "C1", "C2", "C3");
            Assert.Multiple(() =>
            {
                Assert.That(inquiries["C1"].Elements.Select(e => (e.Element.Of("KHZH"), e.Element.Of("YE"), e.Element.Of("KYYE"))), Is.EqualTo(new[] { (Account, "10000.00", "0.00") }));
                Assert.That(inquiries["C1"].Elements.Single().Element.Descendants("djxx").Select(d => d.Of("DJJG")), Is.Empty, "never the receiving court's own");
                Assert.That(inquiries["C2"].Elements.Single().Kind, Is.EqualTo("QNA"));
                Assert.That(inquiries["C2"].Elements.Single().Element.Of("XCHTR"), Is.EqualTo("李经理"));
                Assert.That(inquiries["C3"].Elements.Single().Element.Of("KHZH"), Is.EqualTo("查无开户信息"));
                Assert.That(inquiries.Values.Select(answer => answer.Packet).Distinct().Count(), Is.EqualTo(1));
            });

            hub.Complain("K1", "金额与附件不一致");
            Assert.That(Line((await AnswersAsync(hub, "K1"))["K1"]).Of("SKJE"), Is.EqualTo("6000.00"));
            Assert.That((await desk.Service.Core.JournalAsync(0, CancellationToken.None)).Count(e => e.Key is { Length: > 0 }), Is.EqualTo(2), "nothing was done twice");
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    static OrderForm Inquiry(string order, string court = "F10", Person? party = null) => new() { Verb = OrderVerb.Inquire, Order = order, Court = court, Party = party };

    static XElement Line(FileAnswer answer) => answer.Elements.Single(e => e.Kind == "QR").Element;

    /// <summary>The next answer to each of these orders, all of which the hub finds right.</summary>
    static async Task<Dictionary<string, FileAnswer>> AnswersAsync(FileHub hub, params string[] orderNos)
    {
        var answers = new Dictionary<string, FileAnswer>();
        var all = await Readiness.WaitAsync(_ =>
        {
            foreach (var answer in hub.Fetch()) answers[answer.OrderNo] = answer;
            return Task.FromResult(orderNos.All(answers.ContainsKey));
        }, Desk.AnswerLimit, CancellationToken.None);
        Assert.That(all, Is.True, $"only {string.Join(',', answers.Keys)} came");
        Assert.That(answers.Values.Select(answer => answer.Fault), Is.All.Empty);
        return answers;
    }
}

using System.Text;
using System.Xml.Linq;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.Hub;
using Gateway.Register.Orders;
using Gateway.Store.Hub;

namespace Gateway.Ingress.Tests.HubFiles;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PacketsTests : IAsyncDisposable
{
    static readonly string Answer = Hub.Packet("CXFK");
    static readonly string Answered = $"KZFK{Hub.Bank}{Hub.Batch}{"K1".PadLeft(30, '0')}.zip";

    FilesUnderTest files = null!;

    public ValueTask DisposeAsync() => files.DisposeAsync();

    void Begin(OrderKind kind) => files = new FilesUnderTest(kind);

    static IEnumerable<string> Numbers(string xml, string element) => XElement.Parse(xml).Elements(element).Select(e => e.Attribute("BDHM")!.Value);

    [Test]
    public async Task A_batch_of_inquiries_is_answered_by_one_packet_once_all_of_it_is()
    {
        Begin(OrderKind.Inquiry);
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1", "C2"));
        files.Answer("C2");
        await files.RoundAsync();
        Assert.That(files.Hub.In("out"), Is.Empty);
        files.Answer("C1", transactions: 2);
        await files.RoundAsync();

        var (name, content) = files.Hub.Answer(Answer).Single();
        Assert.Multiple(() =>
        {
            Assert.That(name, Is.EqualTo($"QR{Hub.Bank}{Hub.Batch}000000000001.xml"));
            Assert.That(Numbers(content, "zhxx"), Is.EqualTo(new[] { "C2", "C1" }));
            Assert.That(content, Does.Contain("KHZH=\"AC1\"").And.Contain("<wlxxList><wlxx"));
            Assert.That(files.Hub.In("work/done"), Is.EqualTo(new[] { Hub.Packet("CXQQ") }));
            Assert.That(files.Hub.In("in"), Is.Empty);
        });
    }

    [Test]
    public async Task A_court_does_not_wait_for_the_slowest_of_a_batch_for_ever()
    {
        Begin(OrderKind.Inquiry);
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1", "C2"));
        files.Answer("C1");
        files.Clock.Forward(TimeSpan.FromMinutes(30));
        await files.RoundAsync();
        files.Answer("C2");
        await files.RoundAsync();
        Assert.That(Numbers(files.Hub.Answer(Answer).Single().Content, "zhxx"), Is.EqualTo(new[] { "C1" }), "the first was not fetched yet: it is not replaced");
        files.Hub.Fetch(Answer);
        await files.RoundAsync();
        Assert.That(files.Hub.Answer(Answer).Single().Name, Does.EndWith("000000000002.xml"));
        Assert.That(Numbers(files.Hub.Answer(Answer).Single().Content, "zhxx"), Is.EqualTo(new[] { "C2" }));
    }

    [Test]
    public async Task A_control_is_answered_by_a_packet_of_its_own_with_its_receipt()
    {
        Begin(OrderKind.Control);
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.ControlPacket("K1", "K2"));
        files.Answer("K1");
        await files.RoundAsync();
        var answer = files.Hub.Answer(Answered);
        var padded = "K1".PadLeft(30, '0');
        Assert.That(answer.Select(file => file.Name), Is.EqualTo(new[] { $"QR{Hub.Bank}{Hub.Batch}{padded}.xml", $"QRI{Hub.Bank}{Hub.Batch}{padded}.xml" }));
        Assert.That(XElement.Parse(answer[0].Content).Element("kzxx")!.Attribute("SKJE")!.Value, Is.EqualTo("5.00"));
        var receipt = XElement.Parse(answer[1].Content);
        Assert.That((receipt.Name.LocalName, receipt.Element("hzxx")!.Attribute("BDHM")!.Value, receipt.Element("hzxx")!.Attribute("WSNR")!.Value), Is.EqualTo(("hzxxList", "K1", Convert.ToBase64String("ofd"u8))));
    }

    [Test]
    public async Task What_goes_back_goes_as_QNA_beside_the_answers()
    {
        Begin(OrderKind.Inquiry);
        files.Says = entry => entry.Order.OrderNo == "C2" ? new HubTaken.Back(new HubReturn("C2", "请求数据不符合规范", "XM 缺失", "李", "010")) : null;
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1", "C2"));
        files.Answer("C1");
        await files.RoundAsync();
        var answer = files.Hub.Answer(Answer);
        Assert.That(answer.Select(file => file.Name), Is.EqualTo(new[] { $"QR{Hub.Bank}{Hub.Batch}000000000001.xml", $"QNA{Hub.Bank}{Hub.Batch}.xml" }));
        Assert.That(answer[1].Content, Does.Contain("""<htxxList><htxx BDHM="C2" XCHTYY="请求数据不符合规范" XCHTBZ="XM 缺失" XCHTR="李" XCHTDH="010" /></htxxList>"""));
    }

    [Test]
    public async Task A_packet_seen_twice_is_answered_once_whether_its_bytes_are_the_same_or_not()
    {
        Begin(OrderKind.Control);
        var packet = Hub.ControlPacket("K1");
        await files.PutAsync(Hub.Packet("KZQQ"), packet);
        files.Answer("K1");
        await files.RoundAsync();
        files.Hub.Fetch(Answered);

        await files.PutAsync(Hub.Packet("KZQQ"), packet);
        Assert.That(files.Came, Is.EqualTo(new[] { "K1 0" }), "the same bytes are not even read again");
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.Zip((Hub.File("QA", "K1"), Hub.List("kzqqList", Hub.Control("K1")))));
        Assert.That(files.Came, Has.Count.EqualTo(2));
        Assert.That(files.Hub.In("out"), Is.Empty);
        Assert.That(files.Hub.In("work/done"), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task An_order_that_comes_again_in_another_batch_is_answered_there_with_the_same_answer()
    {
        Begin(OrderKind.Inquiry);
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1"));
        files.Answer("C1");
        await files.RoundAsync();
        var first = files.Hub.Answer(Answer).Single().Content;
        await files.PutAsync(Hub.Packet("CXQQ", Hub.Batch2), Hub.InquiryPacket(Hub.Batch2, "C1"));
        Assert.That(files.Hub.Answer(Hub.Packet("CXFK", Hub.Batch2)).Single(), Is.EqualTo(($"QR{Hub.Bank}{Hub.Batch2}000000000001.xml", first)));
    }

    [Test]
    public async Task A_crash_between_the_packet_and_its_booking_writes_the_same_packet_again()
    {
        Begin(OrderKind.Inquiry);
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1", "C2"));
        files.Answer("C1");
        files.Answer("C2");
        files.Batches.DiesAtBooking = true;
        await files.RoundAsync();
        var first = files.Hub.Fetch(Answer);

        files.Batches.DiesAtBooking = false;
        files.Clock.Seconds(100);
        files.Restart();
        await files.RoundAsync();
        Assert.That(files.Hub.Fetch(Answer), Is.EqualTo(first), "never two different answers");
        files.Clock.Seconds(10);
        await files.RoundAsync();
        Assert.That(files.Hub.In("out"), Is.Empty);
        Assert.That(files.Feeds.All.Select(feed => feed.State), Is.All.EqualTo(HubFeedState.Taken));
    }

    [Test]
    public async Task A_crash_before_a_packet_was_dealt_with_takes_it_up_again()
    {
        Begin(OrderKind.Control);
        files.Says = entry => entry.Order.OrderNo == "K2" ? throw new IOException("killed") : null;
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.ControlPacket("K1", "K2"));
        await files.PutAsync(Hub.Packet("KZQQ", Hub.Batch2), Hub.Zip((Hub.File("QA", batch: Hub.Batch2), Hub.List("kzqqList", Hub.Control("K3")))));
        Assert.That(files.Came, Does.Contain("K3 0"), "one packet keeps no other from being dealt with");
        files.Came.Clear();
        files.Says = _ => null;
        files.Restart();
        await files.RoundAsync();
        Assert.That(files.Came, Is.EqualTo(new[] { "K1 0", "K2 0" }));
        Assert.That(files.Hub.In("work/done"), Has.Count.EqualTo(2));
        Assert.That(files.Hub.In("work/taken"), Is.Empty);
    }

    [Test]
    public async Task A_packet_whose_orders_must_wait_stays_in_work_and_only_they_are_tried_again()
    {
        Begin(OrderKind.Control);
        files.Says = entry => entry.Order.OrderNo == "K2" ? new HubTaken.Later() : null;
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.ControlPacket("K1", "K2"));
        Assert.That(files.Hub.In("work/taken"), Has.Count.EqualTo(1));
        files.Says = _ => null;
        await files.RoundAsync();
        Assert.That(files.Came, Is.EqualTo(new[] { "K1 0", "K2 0", "K2 0" }));
        Assert.That(files.Hub.In("work/taken"), Is.Empty);
    }

    [Test]
    public async Task A_refused_packet_lies_aside_with_its_reason_and_leaves_its_trace()
    {
        Begin(OrderKind.Control);
        await files.PutAsync("坏\n包.zip", Hub.ControlPacket("K1"));
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.Zip((Hub.File("QA"), "<!DOCTYPE a []><a/>")));
        Assert.That(files.Hub.In("in"), Is.Empty);
        Assert.That(files.Hub.In("work/refused"), Is.EqualTo(new[] { "___.zip", "___.zip.reason.txt", Hub.Packet("KZQQ"), Hub.Packet("KZQQ") + ".reason.txt" }.Order(StringComparer.Ordinal)));
        var reason = await File.ReadAllTextAsync(Path.Combine(files.Hub.Settings.Work, "refused", Hub.Packet("KZQQ") + ".reason.txt"));
        Assert.That(reason, Does.Contain("refused: NotXml").And.Contain("XML"));
        Assert.That(files.Audit.Select(entry => entry.Action), Is.EqualTo(new[] { "hub.packet-refused", "hub.packet-refused" }));
        Assert.That(files.Came, Is.Empty);
    }

    [Test]
    public async Task An_answer_is_delivered_when_it_was_fetched_or_has_lain_there_long_enough()
    {
        Begin(OrderKind.Control);
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.ControlPacket("K1", "K2"));
        files.Answer("K1");
        files.Answer("K2");
        await files.RoundAsync();
        files.Hub.Fetch(Answered);
        files.Clock.Seconds(10);
        await files.RoundAsync();
        Assert.That((files.Feed("K1").State, files.Feed("K2").State), Is.EqualTo((HubFeedState.Taken, HubFeedState.Sent)));
        files.Clock.Forward(TimeSpan.FromMinutes(60));
        await files.RoundAsync();
        Assert.That(files.Feed("K2").State, Is.EqualTo(HubFeedState.Taken));
    }

    [Test]
    public async Task A_complaint_lets_the_answer_be_sent_again_under_the_next_serial_and_the_second_stops_it()
    {
        Begin(OrderKind.Inquiry);
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1", "C2"));
        files.Answer("C1");
        files.Answer("C2");
        await files.RoundAsync();
        var complaint = Hub.Zip((Hub.File("QNR"), Hub.Complaint("C1")));
        await files.PutAsync(Hub.Packet("CXHZ"), complaint);
        var (name, content) = files.Hub.Answer(Answer).Single();
        Assert.That((name, string.Join(',', Numbers(content, "zhxx"))), Is.EqualTo(($"QR{Hub.Bank}{Hub.Batch}000000000002.xml", "C1")));
        Assert.That(files.Feed("C1").Words.Message, Does.StartWith("账号为空"));

        await files.PutAsync(Hub.Packet("CXHZ"), complaint);
        Assert.That(files.Feed("C1").State, Is.EqualTo(HubFeedState.Refused), "the same words again, about what was sent since");
        Assert.That(files.Hub.Answer(Answer).Single().Name, Is.EqualTo(name));
        Assert.That(files.Feed("C2").State, Is.EqualTo(HubFeedState.Sent));
        Assert.That(files.Audit.Select(entry => entry.Action), Is.EqualTo(new[] { "hub.complaint", "hub.complaint" }));
    }

    [Test]
    public async Task A_complaint_seen_twice_before_anything_was_sent_again_counts_once()
    {
        Begin(OrderKind.Control);
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.ControlPacket("K1"));
        files.Answer("K1");
        await files.RoundAsync();
        files.Hub.Fetch(Answered);
        var complaint = Hub.Zip((Hub.File("QNR"), Hub.Complaint("K1", "附件缺失")));
        files.Hub.Put(Hub.Packet("KZHZ"), complaint);
        files.Hub.Put($"KZHZ{Hub.Bank}{Hub.Batch}{"K1".PadLeft(30, '0')}.zip", complaint);
        await files.RoundAsync();
        files.Clock.Seconds(4);
        await files.RoundAsync();
        Assert.That((files.Feed("K1").State, files.Feed("K1").Attempts), Is.EqualTo((HubFeedState.Sent, 2)));
        Assert.That(files.Hub.In("out"), Is.EqualTo(new[] { Answered }));
    }

    [Test]
    public async Task A_complaint_about_a_whole_batch_or_about_nothing_that_was_sent()
    {
        Begin(OrderKind.Inquiry);
        await files.PutAsync(Hub.Packet("CXHZ"), Hub.Zip((Hub.File("QNR"), Hub.Complaint("C9"))));
        Assert.That(files.Audit.Single().Detail, Does.Contain("unknown"));
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1", "C2"));
        files.Answer("C1");
        files.Answer("C2");
        await files.RoundAsync();
        await files.PutAsync(Hub.Packet("CXHZ"), Hub.Zip((Hub.File("QNR"), Hub.Complaint("", "数据包无法解压"))));
        Assert.That(Numbers(files.Hub.Answer(Answer).Single().Content, "zhxx"), Is.EqualTo(new[] { "C1", "C2" }));
        Assert.That(files.Hub.Answer(Answer).Single().Name, Does.EndWith("2.xml"));
    }

    [TestCase("", true)]
    [TestCase("K1", false)]
    [TestCase("0000000000000000000000000000K1", false)]
    public async Task A_complaint_about_one_control_is_known_by_its_number_padded_or_not_inside_or_in_its_name(string inside, bool inItsName)
    {
        Begin(OrderKind.Control);
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.ControlPacket("K1", "K2"));
        files.Answer("K1");
        files.Answer("K2");
        await files.RoundAsync();
        await files.PutAsync($"KZHZ{Hub.Bank}{Hub.Batch}{(inItsName ? "K1".PadLeft(30, '0') : "")}.zip", Hub.Zip((Hub.File("QNR"), Hub.Complaint(inside))));
        Assert.That((files.Feed("K1").Attempts, files.Feed("K2").Attempts), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task Many_transactions_go_in_files_of_their_own_with_serials_of_their_own()
    {
        Begin(OrderKind.Inquiry);
        files.Hub.Settings.TransactionsPerFile = 2;
        await files.PutAsync(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1"));
        files.Answer("C1", transactions: 5);
        await files.RoundAsync();
        var answer = files.Hub.Answer(Answer);
        Assert.That(answer.Select(file => file.Name[^5]), Is.EqualTo("1234"));
        Assert.That(answer.Select(file => XElement.Parse(file.Content).Descendants("wlxx").Count()), Is.EqualTo(new[] { 0, 2, 2, 1 }));
        Assert.That(answer[0].Content, Does.Contain("资金往来信息另行反馈"));
        await files.PutAsync(Hub.Packet("CXHZ"), Hub.Zip((Hub.File("QNR"), Hub.Complaint("C1"))));
        Assert.That(files.Hub.Answer(Answer)[0].Name[^5], Is.EqualTo('5'));
    }

    [Test]
    public async Task By_setting_values_are_Base64_of_GBK_and_what_GBK_lacks_is_replaced_visibly()
    {
        Begin(OrderKind.Control);
        files.Hub.Settings.Coding = "base64-gbk";
        await files.PutAsync(Hub.Packet("KZQQ"), Hub.Zip((Hub.File("QA"), $"""<kzqqList><kzqq BDHM="{HubText.Encode("K1")}"/></kzqqList>""")));
        files.Answer("K1");
        await files.RoundAsync();
        var line = XElement.Parse(files.Hub.Answer(Answered)[0].Content).Element("kzxx")!;
        Assert.That(Encoding.ASCII.GetString(Convert.FromBase64String(line.Attribute("KHZH")!.Value)), Is.EqualTo("6001"));
    }
}

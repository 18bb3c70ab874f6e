using System.Text;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.HubFiles;

namespace Gateway.Ingress.Tests.HubFiles;

internal sealed class PacketReaderTests
{
    static Packet Read(HubPacketName name, byte[] zip, HubCoding coding = HubCoding.Plain) => PacketReader.Read(name, zip, coding, PacketBounds.Standard);

    static IEnumerable<string> Told(Packet packet) =>
        packet.Orders.Select(order => $"{order.Entry.Order.OrderNo}: {string.Join(',', order.Documents.Select(d => d.Kind == Contracts.V1.DocumentKind.WorkCard ? "card" : d.Content.ToStringUtf8()))}");

    [Test]
    public void One_set_for_a_batch_gives_each_order_its_own_documents_and_those_that_serve_many()
    {
        var packet = Read(Hub.Inquiries, Hub.Zip(
            (Hub.File("QA"), Hub.List("cxqqList", Hub.Inquiry("C1", "W1"), Hub.Inquiry("C2", "W1"), Hub.Inquiry("C3", "W2"))),
            (Hub.File("QI"), Hub.List("wsinfoList", Hub.Writ("", "W1", "both"), Hub.Writ("", "W2", "third"), Hub.Writ("C1", "", "own"), Hub.Writ("C9", "", "nobody's"))),
            (Hub.File("QC"), Hub.List("zjinfoList", Hub.Card("C1"), Hub.Card("")))));
        Assert.That(Told(packet), Is.EqualTo(new[] { "C1: both,own,card,card", "C2: both,card", "C3: third,card" }));
        Assert.That(packet.Unclaimed, Is.EqualTo(1));
        Assert.That(packet.Orders[0].Documents[0].DocumentNo, Is.EqualTo("W1"));
    }

    [Test]
    public void One_set_an_order_is_read_by_the_files_names()
    {
        var packet = Read(Hub.Controls, Hub.Zip(
            (Hub.File("QA", "K1"), Hub.List("kzqqList", Hub.Control("K1"))), (Hub.File("QI", "K1"), Hub.List("wsinfoList", Hub.Writ("", "", "first"))), (Hub.File("QC", "K1"), Hub.List("zjinfoList", Hub.Card(""))),
            (Hub.File("QA", "K2"), Hub.List("kzqqList", Hub.Control("K2"))), (Hub.File("QI", "K2"), Hub.List("wsinfoList", Hub.Writ("", "", "second")))));
        Assert.That(Told(packet), Is.EqualTo(new[] { "K1: first,card", "K2: second" }));
        Assert.That(packet.Orders[0].Entry.Order.Freeze.Lines.Single().Target.Account, Is.EqualTo("6001"));
    }

    [Test]
    public void Both_forms_may_stand_in_one_packet()
    {
        var packet = Read(Hub.Controls, Hub.Zip((Hub.File("QA"), Hub.List("kzqqList", Hub.Control("K1"), Hub.Control("K2"))), (Hub.File("QI", "K2"), Hub.List("wsinfoList", Hub.Writ("", "", "second")))));
        Assert.That(Told(packet), Is.EqualTo(new[] { "K1: ", "K2: second" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Values_in_Base64_of_GBK_are_read_by_setting_and_bytes_once_or_twice(bool twice)
    {
        var bytes = Convert.ToBase64String("PK\u0003\u0004文书"u8);
        var xml = $"""<wsinfoList><wsinfo BDHM="{Gbk("K1")}" WJMC="{Gbk("裁定书")}" WJLX="{Gbk("ofd")}" WSNR="{(twice ? Gbk(bytes) : bytes)}"/></wsinfoList>""";
        var packet = Read(Hub.Controls, Hub.Zip((Hub.File("QA"), $"""<kzqqList><kzqq BDHM="{Gbk("K1")}" XM="{Gbk("张三")}"/></kzqqList>"""), (Hub.File("QI"), xml)), HubCoding.Base64Gbk);
        Assert.Multiple(() =>
        {
            Assert.That(packet.Orders.Single().Entry.Order.Party.Name, Is.EqualTo("张三"));
            Assert.That(packet.Orders.Single().Documents.Single().Content.ToByteArray(), Is.EqualTo("PK\u0003\u0004文书"u8.ToArray()));
            Assert.That(packet.Orders.Single().Documents.Single().Kind, Is.EqualTo(Contracts.V1.DocumentKind.Ruling));
        });
        static string Gbk(string text) => HubText.Encode(text);
    }

    [Test]
    public void A_document_that_is_not_whole_is_named_and_the_order_stands()
    {
        var packet = Read(Hub.Controls, Hub.Zip((Hub.File("QA"), Hub.List("kzqqList", Hub.Control("K1"))), (Hub.File("QI"), """<wsinfoList><wsinfo BDHM="K1" XH="7" WSNR="AQID" MD5="00"/></wsinfoList>""")));
        Assert.That(packet.Orders.Single().Damaged, Is.EqualTo(new[] { "wsinfo 7" }));
    }

    [Test]
    public void A_complaint_names_orders_and_says_why()
    {
        var name = new HubPacketName(HubPacketKind.InquiryComplaints, Hub.Bank, Hub.Batch);
        Assert.That(Read(name, Hub.Zip((Hub.File("QNR"), Hub.Complaint("C1")))).Complaints, Is.EqualTo(new[] { new PacketComplaint("C1", "账号为空；李；010") }));
    }

    static IEnumerable<TestCaseData> Refused()
    {
        static TestCaseData Case(PacketRefusal reason, string what, params (string, string)[] files) => new TestCaseData(reason, Hub.Zip(files)).SetName($"Refused as {reason}: {what}");
        var right = Hub.List("cxqqList", Hub.Inquiry("C1"));
        yield return Case(PacketRefusal.NotXml, "a DTD", (Hub.File("QA"), "<!DOCTYPE a [<!ENTITY e \"x\">]><cxqqList><cxqq BDHM=\"&e;\"/></cxqqList>"));
        yield return Case(PacketRefusal.NotXml, "an external entity", (Hub.File("QA"), "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><cxqqList><cxqq BDHM=\"1\">&e;</cxqq></cxqqList>"));
        yield return Case(PacketRefusal.NotXml, "cut XML", (Hub.File("QA"), right[..^5]));
        yield return Case(PacketRefusal.NotXml, "too deep", (Hub.File("QA"), string.Concat(Enumerable.Repeat("<a>", 40)) + string.Concat(Enumerable.Repeat("</a>", 40))));
        yield return Case(PacketRefusal.Orders, "no order", (Hub.File("QA"), Hub.List("cxqqList")));
        yield return Case(PacketRefusal.Orders, "controls among inquiries", (Hub.File("QA"), Hub.List("kzqqList", Hub.Control("K1"))));
        yield return Case(PacketRefusal.Orders, "an order in another's file", (Hub.File("QA", "C2"), right));
        yield return Case(PacketRefusal.Orders, "a number that is a path", (Hub.File("QA"), Hub.List("cxqqList", Hub.Inquiry("../../x"))));
        yield return Case(PacketRefusal.EntryName, "a file that is none of its", (Hub.File("QA"), right), ("readme.txt", "x"));
        yield return Case(PacketRefusal.EntryName, "another batch", (Hub.File("QA", batch: Hub.Batch2), right));
        yield return Case(PacketRefusal.EntryPath, "a path upwards", ("../" + Hub.File("QA"), right));
        yield return Case(PacketRefusal.EntryPath, "an absolute path", ("/etc/" + Hub.File("QA"), right));
        yield return Case(PacketRefusal.EntryPath, "a Windows path", ("C:\\" + Hub.File("QA"), right));
        yield return Case(PacketRefusal.EntryPath, "a folder", ("x/", ""));
        yield return Case(PacketRefusal.EntryTwice, "a name twice", (Hub.File("QA"), right), (Hub.File("QA"), right));
        yield return Case(PacketRefusal.EntryTwice, "a name twice in other case", (Hub.File("QA"), right), (Hub.File("qa"), right));
        yield return Case(PacketRefusal.TooCompressed, "a bomb", (Hub.File("QA"), new string(' ', 4_000_000)));
        yield return Case(PacketRefusal.Nested, "a zip inside", (Hub.File("QA"), "PK\u0003\u0004"));
        yield return new TestCaseData(PacketRefusal.NotXml, Hub.Zip([(Hub.File("QA"), Encoding.Latin1.GetBytes("<a b='é'/>"))])).SetName("Refused as NotXml: no UTF-8");
        yield return new TestCaseData(PacketRefusal.Cut, Hub.Zip((Hub.File("QA"), right))[..^30]).SetName("Refused as Cut: a zip without its end");
        yield return new TestCaseData(PacketRefusal.Cut, "hello"u8.ToArray()).SetName("Refused as Cut: no zip");
        yield return new TestCaseData(PacketRefusal.TooManyEntries, Hub.Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}", ""))])).SetName("Refused as TooManyEntries: 1001");
        yield return new TestCaseData(PacketRefusal.TooManyEntries, Counted(Hub.Zip([.. Enumerable.Range(0, 1001).Select(i => ($"{i}", ""))]))).SetName("Refused as TooManyEntries: 1001 that say they are one");
        yield return new TestCaseData(PacketRefusal.Encrypted, Flagged(Hub.Zip((Hub.File("QA"), right)))).SetName("Refused as Encrypted: the flag");
        yield return new TestCaseData(PacketRefusal.Damaged, Swapped(Hub.Zip((Hub.File("QA"), right)))).SetName("Refused as Damaged: another checksum");
        yield return new TestCaseData(PacketRefusal.TooLarge, Sized(Hub.Zip((Hub.File("QA"), right)), 65 * 1024 * 1024)).SetName("Refused as TooLarge: as it says itself");
        yield return new TestCaseData(PacketRefusal.Damaged, Sized(Hub.Zip((Hub.File("QA"), right)), 10)).SetName("Refused as Damaged: longer than it says");
    }

    [TestCaseSource(nameof(Refused))]
    public void What_is_no_packet_is_refused_whole_by_its_reason(object reason, byte[] zip) =>
        Assert.That(Assert.Throws<PacketRefusedException>(() => Read(Hub.Inquiries, zip))!.Reason, Is.EqualTo(reason));

    [Test]
    public void Whatever_octets_are_damaged_a_packet_is_read_or_refused_and_nothing_else()
    {
        var random = new Random(20261121);
        var whole = Hub.Zip((Hub.File("QA"), Hub.List("cxqqList", Hub.Inquiry("C1", "W1"))), (Hub.File("QI"), Hub.List("wsinfoList", Hub.Writ("", "W1", "text"))));
        var refused = new HashSet<PacketRefusal>();
        for (var i = 0; i < 3000; i++)
        {
            var damaged = whole.ToArray();
            for (var times = random.Next(1, 4); times > 0; times--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(8) == 0) damaged = damaged[..random.Next(damaged.Length)];
            try
            {
                Read(Hub.Inquiries, damaged);
            }
            catch (PacketRefusedException packet)
            {
                refused.Add(packet.Reason);
            }
        }

        Assert.That(refused, Is.SupersetOf(new[] { PacketRefusal.Cut, PacketRefusal.Damaged, PacketRefusal.EntryName }));
    }

    static int Directory(byte[] zip) => zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);

    static byte[] Counted(byte[] zip)
    {
        var end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(end + 8), (ushort)1);
        BitConverter.TryWriteBytes(zip.AsSpan(end + 10), (ushort)1);
        return zip;
    }

    static byte[] Flagged(byte[] zip)
    {
        zip[6] |= 1;
        zip[Directory(zip) + 8] |= 1;
        return zip;
    }

    static byte[] Swapped(byte[] zip)
    {
        zip[Directory(zip) + 16] ^= 0xff;
        return zip;
    }

    static byte[] Sized(byte[] zip, int bytes)
    {
        BitConverter.TryWriteBytes(zip.AsSpan(Directory(zip) + 24), bytes);
        return zip;
    }
}

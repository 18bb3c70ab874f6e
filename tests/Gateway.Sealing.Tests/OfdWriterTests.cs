using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing.Tests;

/// <summary>Layout: everything inside its place, nothing over another, every row there.</summary>
public sealed class OfdWriterTests
{
    const double Tolerance = 0.002;
    const double Margin = 20;

    static readonly XNamespace Ofd = OfdNames.Namespace;

    static readonly OfdColumn[] Columns =
        [new("序号", 12, OfdAlignment.Center), new("账号", 40), new("金额", 30, OfdAlignment.Right), new("说明", 60)];

    [Test]
    public void A_sealed_document_verifies_and_gives_back_text_and_attachments()
    {
        var document = NewDocument();
        document.AddPage().Text(20, 20, 170, 4, "回执：已冻结 1,234.56 元");
        document.Attachments.Add(new OfdAttachment("回执.json", "application/json", "{\"a\":1}"u8.ToArray()));
        document.Attachments.Add(new OfdAttachment("zeros", "application/octet-stream", new byte[200_000]));

        var ofd = SealedOfd.Write(document, TestPki.Key, TestPki.SignedAt, new SealPlacement(1, 120, 200, 42, 42));

        Assert.That(TestPki.Verifier(new SealPolicy { RequireOfdSchemaElements = true }).VerifyOfd(ofd, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(OfdText.Extract(ofd), Is.EqualTo("回执：已冻结 1,234.56 元"));
        var attachments = OfdAttachments.Read(ofd);
        Assert.That(attachments.Select(file => (file.FileName, file.MediaType)), Is.EqualTo(new[]
        {
            ("回执.json", "application/json"), ("zeros", "application/octet-stream"),
        }));
        Assert.That(attachments.Select(file => file.Content), Is.EqualTo(document.Attachments.Select(file => file.Content)));
    }

    [Test]
    public void An_unsealed_document_is_not_signed()
    {
        var document = NewDocument();
        document.AddPage().Text(20, 20, 170, 4, "草稿");

        Assert.That(TestPki.Verifier().VerifyOfd(document.ToBytes(), TestPki.Now).Code, Is.EqualTo("ofd-not-signed"));
        Assert.That(OfdAttachments.Read(document.ToBytes()), Is.Empty);
    }

    [Test]
    public void The_same_document_seals_to_files_that_differ_in_the_signature_only()
    {
        var document = NewDocument();
        document.AddPage().Text(20, 20, 170, 4, "回执");
        var placement = new SealPlacement(1, 120, 200, 42, 42);
        var first = OfdForge.Open(SealedOfd.Write(document, TestPki.Key, TestPki.SignedAt, placement));
        var second = OfdForge.Open(SealedOfd.Write(document, TestPki.Key, TestPki.SignedAt, placement));

        Assert.That(
            first.Files.Keys.Where(name => !first.Files[name].SequenceEqual(second.Files[name])),
            Is.EqualTo(new[] { OfdForge.ValueFile }));
    }

    [Test]
    public void A_seal_needs_a_page_to_stand_on()
    {
        var document = NewDocument();
        document.AddPage();

        Assert.That(
            () => SealedOfd.Write(document, TestPki.Key, TestPki.SignedAt, new SealPlacement(2, 0, 0, 42, 42)),
            Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => NewDocument().ToBytes(), Throws.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void Text_tells_the_height_that_it_takes()
    {
        var page = NewDocument().AddPage();

        Assert.That(page.Text(20, 20, 40, 4, "十个汉字正好一行多些"), Is.EqualTo(1 * 1.4 * 4).Within(Tolerance));
        Assert.That(page.Text(20, 20, 40, 4, "十一个汉字就要写成两行"), Is.EqualTo(2 * 1.4 * 4).Within(Tolerance));
        Assert.That(page.Text(20, 20, 40, 4, "一\n二\n\n四"), Is.EqualTo(4 * 1.4 * 4).Within(Tolerance));
        Assert.That(page.Text(20, 20, 40, 4, ""), Is.EqualTo(1.4 * 4).Within(Tolerance));
    }

    [TestCase("账号6222021001010123001末四位", 8, "账号", "6222021001010123", "001末四位", TestName = "A number longer than the line is cut")]
    [TestCase("余额是1,234.56元整", 6, "余额是", "1,234.56元整", TestName = "A number that fits on a line stays whole")]
    [TestCase("一二三四，五六", 4, "一二三", "四，五六", TestName = "No line starts with a comma")]
    [TestCase("ab cd ef", 2.5, "ab cd", "ef", TestName = "English breaks between words and loses the space")]
    [TestCase("𠮷𠮷𠮷", 2, "𠮷𠮷", "𠮷", TestName = "Characters beyond the basic plane are one each")]
    public void Lines_break_where_a_reader_expects(string text, double width, params string[] lines) =>
        Assert.That(TextLayout.Wrap(text, width).Single(), Is.EqualTo(lines));

    [Test]
    public void Characters_that_XML_cannot_hold_are_replaced()
    {
        var document = NewDocument();
        document.AddPage().Text(20, 20, 170, 4, "户名\u0000\u0007" + '\ud800' + "张三\uffff");

        Assert.That(OfdText.Extract(document.ToBytes()), Is.EqualTo("户名���张三�"));
    }

    [Test]
    public void A_long_table_keeps_to_the_margins_and_repeats_its_heading()
    {
        var document = NewDocument();
        var flow = new OfdFlow(document, Margin);
        flow.Paragraph("标题", 7, bold: true, OfdAlignment.Center);
        flow.Table(Columns, Rows(120));

        Assert.That(document.Pages, Has.Count.GreaterThan(2));
        foreach (var page in document.Pages)
        {
            Assert.That(TextsOf(page).Count(text => text.Text == "账号"), Is.EqualTo(1));
            AssertInsideMargins(page);
            AssertNothingOverlaps(page);
        }
        Assert.That(
            document.Pages.SelectMany(TextsOf).Count(text => text.Text.StartsWith('行')),
            Is.EqualTo(120));
    }

    [Test]
    public void A_row_that_fits_on_no_page_goes_on_over_several()
    {
        var document = NewDocument();
        var flow = new OfdFlow(document, Margin);
        var essay = string.Concat(Enumerable.Range(0, 900).Select(i => $"第{i}句。"));
        flow.Table(Columns, [["1", "2", "3", essay], ["行1", "5", "6", "七"]]);

        var written = string.Concat(document.Pages.SelectMany(TextsOf).Where(text => text.Left > 118).Select(text => text.Text));
        foreach (var page in document.Pages)
        {
            AssertInsideMargins(page);
            AssertNothingOverlaps(page);
        }
        Assert.That(written.Replace("说明", "", StringComparison.Ordinal), Is.EqualTo(essay + "七"));
    }

    [Test]
    public void A_table_without_rows_has_its_heading()
    {
        var document = NewDocument();
        new OfdFlow(document).Table(Columns, []);

        Assert.That(TextsOf(document.Pages[0]).Select(text => text.Text), Is.EqualTo(Columns.Select(column => column.Header)));
    }

    [Test]
    public void A_row_must_have_a_cell_for_every_column() =>
        Assert.That(() => new OfdFlow(NewDocument()).Table(Columns, [["1"]]), Throws.ArgumentException);

    [Test]
    public void A_long_paragraph_goes_on_over_several_pages()
    {
        var document = NewDocument();
        var flow = new OfdFlow(document, Margin);
        flow.Paragraph(string.Concat(Enumerable.Repeat("很长的一段文字，", 600)));

        Assert.That(document.Pages, Has.Count.GreaterThan(1));
        foreach (var page in document.Pages)
        {
            AssertInsideMargins(page);
            AssertNothingOverlaps(page);
        }
    }

    [Test]
    public void The_drawn_seal_is_a_readable_OFD_with_the_holder_s_name()
    {
        const string Holder = "测试商业银行股份有限公司（虚构）";

        var picture = SealMaker.RoundPicture(Holder);

        Assert.That(picture.Type, Is.EqualTo("ofd"));
        Assert.That(OfdText.Extract(picture.Content).Replace("\n", "", StringComparison.Ordinal), Is.EqualTo(Holder));
    }

    static OfdDocument NewDocument() => new() { Title = "测试", CreationDate = TestPki.SignedAt };

    static IEnumerable<string[]> Rows(int count) => Enumerable.Range(1, count).Select(i => new[]
    {
        $"行{i}", "6222 0210 0101 0123 001", "1,234,567.89", i % 7 == 0 ? "该账户存在在先冻结，本次为轮候冻结；存在优先受偿权（质押）。" : "已冻结",
    });

    static void AssertInsideMargins(OfdPage page)
    {
        foreach (var element in page.Objects)
        {
            var (left, top, right, bottom) = BoxOf(element);
            const double HalfLine = 0.1 + Tolerance;
            Assert.That(left, Is.GreaterThanOrEqualTo(Margin - HalfLine));
            Assert.That(top, Is.GreaterThanOrEqualTo(Margin - HalfLine));
            Assert.That(right, Is.LessThanOrEqualTo(page.Width - Margin + HalfLine));
            Assert.That(bottom, Is.LessThanOrEqualTo(page.Height - Margin + HalfLine));
        }
    }

    static void AssertNothingOverlaps(OfdPage page)
    {
        var texts = page.Objects.Where(element => element.Name == Ofd + "TextObject").Select(BoxOf).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            for (var j = i + 1; j < texts.Count; j++)
            {
                var (a, b) = (texts[i], texts[j]);
                var apart = a.Right <= b.Left + Tolerance || b.Right <= a.Left + Tolerance || a.Bottom <= b.Top + Tolerance || b.Bottom <= a.Top + Tolerance;
                Assert.That(apart, $"{a} {b}");
            }
        }
    }

    static IEnumerable<(double Left, string Text)> TextsOf(OfdPage page) =>
        page.Objects.Where(element => element.Name == Ofd + "TextObject").Select(element => (BoxOf(element).Left, element.Value));

    static (double Left, double Top, double Right, double Bottom) BoxOf(XElement element)
    {
        var box = ((string)element.Attribute("Boundary")!).Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (box[0], box[1], box[0] + box[2], box[1] + box[3]);
    }

    [Test]
    public async Task A_large_attachment_is_covered_by_the_seal_and_must_be_what_its_digest_says()
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(n => $"{n * 7919L % 99_991},")));
        using var output = new MemoryStream();
        await SealedOfd.WriteToAsync(Document(Sm3.Hash(content)), TestPki.Key, TestPki.SignedAt, new SealPlacement(1, 120, 200, 42, 42), output, CancellationToken.None);

        var ofd = output.ToArray();
        Assert.That(TestPki.Verifier().VerifyOfd(ofd, TestPki.Now).Code, Is.EqualTo("ok"));
        Assert.That(OfdAttachments.Read(ofd).Single(a => a.FileName == "rows.csv").Content, Is.EqualTo(content));
        Assert.ThrowsAsync<InvalidDataException>(() =>
            SealedOfd.WriteToAsync(Document(new byte[32]), TestPki.Key, TestPki.SignedAt, new SealPlacement(1, 120, 200, 42, 42), new MemoryStream(), CancellationToken.None));

        OfdDocument Document(byte[] digest)
        {
            var document = new OfdDocument { Title = "t", CreationDate = TestPki.SignedAt };
            document.AddPage();
            document.LargeAttachments.Add(new OfdLargeAttachment("rows.csv", "text/csv", content.Length, digest, _ => Pieces(content)));
            return document;
        }
    }

    static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(byte[] content)
    {
        for (var at = 0; at < content.Length; at += 100_000)
        {
            await Task.Yield();
            yield return content.AsMemory(at, Math.Min(100_000, content.Length - at));
        }
    }
}

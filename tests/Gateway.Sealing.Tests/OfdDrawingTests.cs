using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing.Tests;

public sealed class OfdDrawingTests
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void A_page_is_drawn_with_its_text_where_it_stands_and_the_seal_on_it()
    {
        var document = new OfdDocument { Title = "协助冻结存款通知书", CreationDate = TestPki.SignedAt };
        document.AddPage().Text(20, 20, 170, 4, "请协助冻结张三（虚构）名下存款1,234.56元");
        var key = new SealKey(TestPki.Signer.Key, TestPki.Signer.Certificate, TestPki.MakeSeal([TestPki.Signer.Certificate], SealMaker.RoundPicture("测试用人民法院")));
        var drawing = OfdDrawing.Open(SealedOfd.Write(document, key, TestPki.SignedAt, new SealPlacement(1, 120, 200, 42, 42)));
        var svg = XElement.Parse(drawing.Svg(0));

        Assert.That(drawing.PageCount, Is.EqualTo(1));
        Assert.That(svg.Attribute("viewBox")!.Value, Is.EqualTo("0 0 210 297"));
        Assert.That(string.Concat(svg.Descendants(Svg + "text").Select(t => t.Value)), Does.StartWith("请协助冻结张三（虚构）名下存款1,234.56元"));
        var first = svg.Descendants(Svg + "text").First();
        Assert.That(first.Attribute("x")!.Value.Split(' '), Has.Length.EqualTo(first.Value.Length), "a place for each character");
        var seal = svg.Elements(Svg + "svg").Single();
        Assert.That(new[] { "x", "y", "width", "height" }.Select(n => seal.Attribute(n)!.Value), Is.EqualTo(new[] { "120", "200", "42", "42" }));
        Assert.That(seal.Descendants(Svg + "path"), Is.Not.Empty);
        Assert.That(string.Concat(seal.Descendants(Svg + "text").Select(t => t.Value)), Is.EqualTo("测试用人民法院"));
    }

    [Test]
    public void A_seal_without_a_picture_that_can_be_drawn_is_a_frame()
    {
        var svg = XElement.Parse(OfdDrawing.Open(OfdForge.Sealed().ToBytes()).Svg(0));
        Assert.That(svg.Elements(Svg + "rect").Last().Attribute("stroke"), Is.Not.Null);
    }

    [Test]
    public void Nothing_of_a_document_gets_into_its_picture_but_text_and_numbers()
    {
        var forge = OfdForge.Sealed();
        forge.Files[OfdForge.PageFile] = Encoding.UTF8.GetBytes($"""
            <ofd:Page xmlns:ofd="{OfdNames.Namespace}" xmlns:e="http://evil"><ofd:Content><ofd:Layer ID="1">
            <ofd:TextObject ID="2" Boundary="1 1 9 9" CTM="1 0 0 1 0 0) scale(9" Font="7" Size="4&quot; onload=&quot;x()"><ofd:TextCode X="0" Y="4" DeltaX="g 99999999 1">&lt;script&gt;x()&lt;/script&gt;</ofd:TextCode></ofd:TextObject>
            <ofd:PathObject ID="3" Boundary="0 0 9 9"><ofd:FillColor Value="url(http://evil)"/><ofd:AbbreviatedData>M 0 0 L 1 1 javascript:x() L 2 2</ofd:AbbreviatedData></ofd:PathObject>
            <ofd:ImageObject ID="4" Boundary="0 0 9 9" ResourceID="http://evil/x.png"/><e:script>x()</e:script>
            </ofd:Layer></ofd:Content></ofd:Page>
            """);
        var svg = XElement.Parse(OfdDrawing.Open(forge.ToBytes()).Svg(0));

        Assert.That(svg.ToString(), Does.Not.Contain("evil").And.Not.Contain("javascript").And.Not.Contain("onload"));
        Assert.That(svg.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "svg", "rect", "g", "text", "path", "image" }));
        Assert.That(svg.Descendants(Svg + "text").First().Value, Is.EqualTo("<script>x()</script>"));
        Assert.That(svg.Descendants(Svg + "path").First().Attribute("d")!.Value, Is.EqualTo("M 0 0 L 1 1"));
    }

    [Test]
    public void Each_damaged_document_is_drawn_or_refused([ValueSource(nameof(Vectors))] string file)
    {
        try
        {
            var drawing = OfdDrawing.Open(File.ReadAllBytes(file));
            for (var i = 0; i < drawing.PageCount; i++) Assert.That(drawing.Svg(i), Does.StartWith("<svg"));
        }
        catch (OfdException)
        {
            Assert.Pass("refused");
        }
    }

    static IEnumerable<string> Vectors() => Directory.EnumerateFiles(Path.Combine(TestContext.CurrentContext.TestDirectory, "vectors", "ofd"), "*.ofd");
}

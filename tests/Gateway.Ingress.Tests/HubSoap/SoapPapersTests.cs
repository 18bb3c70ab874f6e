using Gateway.Contracts.HubForms;
using Gateway.Ingress.HubSoap;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.HubSoap;

internal sealed class SoapPapersTests
{
    static HubOrder Inquiry(string number, string documentNo = "W1") => new(new V1.Order { OrderNo = number, Inquiry = new V1.Inquiry { DocumentNo = documentNo } }, []);

    static readonly HubOrder Control = new(new V1.Order { OrderNo = "K1", Freeze = new V1.Freeze() }, []);

    static HubElement Writs(string content = "AQ==") => new HubElement("wsinfoList").Add(new HubElement("wsinfo").Set("XH", "1").Set("WJMC", "裁定书").Set("WSNR", content));

    static HubElement Cards() => new HubElement("zjinfoList").Add(new HubElement("zjinfo").Set("GZZBM", "G1").Set("GZZ", "Ag=="));

    static HubScript Script() => new HubScript().On(HubOperation.InquiryWrits, _ => Writs()).On(HubOperation.ControlWrits, _ => Writs()).On(HubOperation.Cards, _ => Cards());

    [Test]
    public async Task A_control_is_asked_for_by_its_own_number()
    {
        var script = Script();
        var papers = await new SoapPapers(script.Hub()).FetchAsync(Control, default);

        Assert.That(script.Asked, Is.EqualTo(new[] { "kzwsInfo K1", "zjInfo K1" }));
        Assert.That(papers.Documents.Select(d => (d.Kind, d.DocumentNo)), Is.EqualTo(new[] { (V1.DocumentKind.Ruling, ""), (V1.DocumentKind.WorkCard, "G1") }));
        Assert.That(papers.Missing, Is.Empty);
    }

    [Test]
    public async Task A_document_that_serves_many_inquiries_is_fetched_once()
    {
        var script = Script();
        var fetch = new SoapPapers(script.Hub());
        foreach (var entry in new[] { Inquiry("D1"), Inquiry("D2") })
        {
            var papers = await fetch.FetchAsync(entry, default);
            Assert.That(papers.Documents.Select(d => d.DocumentNo), Is.EqualTo(new[] { entry.Order.Inquiry.DocumentNo, "G1" }));
        }

        Assert.That(script.Asked, Is.EqualTo(new[] { "cxwsInfo W1", "zjInfo D1", "zjInfo D2" }));
    }

    [Test]
    public async Task What_failed_is_asked_for_again()
    {
        var times = 0;
        var script = Script().On(HubOperation.InquiryWrits, _ => times++ == 0 ? null : Writs());
        var fetch = new SoapPapers(script.Hub());

        Assert.That((await fetch.FetchAsync(Inquiry("D1"), default)).Missing, Is.EqualTo(new[] { "NoAnswer: HTTP status 503" }));
        Assert.That((await fetch.FetchAsync(Inquiry("D2"), default)).Missing, Is.Empty);
    }

    [TestCase(HubOperation.ControlWrits, "WorkCard")]
    [TestCase(HubOperation.Cards, "Ruling")]
    public async Task What_does_not_come_keeps_nothing_else_from_coming(string operation, string came)
    {
        var papers = await new SoapPapers(Script().On(operation, _ => null).Hub()).FetchAsync(Control, default);
        Assert.That((string.Join(',', papers.Documents.Select(d => d.Kind)), papers.Missing.Count), Is.EqualTo((came, 1)));
    }

    [Test]
    public async Task A_damaged_document_is_missing()
    {
        var papers = await new SoapPapers(Script().On(HubOperation.ControlWrits, _ => Writs("A")).Hub()).FetchAsync(Control, default);
        Assert.That(papers.Missing, Is.EqualTo(new[] { "wsinfo 1" }));
    }

    [Test]
    public async Task An_inquiry_without_a_document_number_has_no_documents_to_ask_for()
    {
        var script = Script();
        var papers = await new SoapPapers(script.Hub()).FetchAsync(Inquiry("D1", ""), default);
        Assert.That((script.Asked.Single(), papers.Documents.Single().Kind, papers.Missing.Count), Is.EqualTo(("zjInfo D1", V1.DocumentKind.WorkCard, 0)));
    }
}

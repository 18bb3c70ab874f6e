using Gateway.Contracts.HubForms;

namespace Gateway.Contracts.Tests.HubForms;

public sealed class HubDocumentsTests
{
    const string Md5OfOne = "55a54008ad1ba589aa210d2629c1df41"; // of the single octet 1

    static HubElement Writ(string content = "AQ==", string md5 = Md5OfOne, string category = "裁定书", string name = "裁定", string type = "ofd") =>
        new HubElement("wsinfo").Set("XH", "3").Set("WJMC", name).Set("WJLX", type).Set("WSLB", category).Set("MD5", md5).Set("WSNR", content);

    [Test]
    public void A_writ_is_a_document_with_the_number_it_was_asked_by()
    {
        var papers = HubDocuments.Writs(new HubElement("wsinfoList").Add(Writ()), "W1");
        var document = papers.Documents.Single();

        Assert.That(papers.Damaged, Is.Empty);
        Assert.That((document.Kind, document.FileName, document.MediaType, document.DocumentNo, document.Content.ToByteArray().Single()), Is.EqualTo((V1.DocumentKind.Ruling, "裁定.ofd", "application/ofd", "W1", (byte)1)));
    }

    [TestCase("裁定书", "", V1.DocumentKind.Ruling)]
    [TestCase("协助执行通知书", "", V1.DocumentKind.Notice)]
    [TestCase("", "协助查询存款通知书.pdf", V1.DocumentKind.Notice)]
    [TestCase("01", "执行裁定书", V1.DocumentKind.Ruling)]
    [TestCase("查询清单", "x", V1.DocumentKind.InquiryList)]
    [TestCase("其他", "x", V1.DocumentKind.Other)]
    public void A_document_is_of_the_kind_that_its_category_or_else_its_name_says(string category, string name, V1.DocumentKind kind) =>
        Assert.That(HubDocuments.Writs(Writ(category: category, name: name), "").Documents.Single().Kind, Is.EqualTo(kind));

    [TestCase("AQ==", "55A54008AD1BA589AA210D2629C1DF41", true, TestName = "A digest in capitals")]
    [TestCase("AQ==", "", true, TestName = "No digest")]
    [TestCase("A\nQ=\n=", Md5OfOne, true, TestName = "Base64 in lines")]
    [TestCase("Ag==", Md5OfOne, false, TestName = "Another digest")]
    [TestCase("AQ=", Md5OfOne, false, TestName = "Cut Base64")]
    public void A_document_that_did_not_arrive_whole_is_named_and_not_taken(string content, string md5, bool whole)
    {
        var papers = HubDocuments.Writs(Writ(content, md5), "");
        Assert.That((papers.Documents.Count, string.Join(',', papers.Damaged)), Is.EqualTo(whole ? (1, "") : (0, "wsinfo 3")));
    }

    [Test]
    public void Each_officer_has_up_to_two_cards()
    {
        var both = new HubElement("zjinfo").Set("XH", "1").Set("GZZBM", "G1").Set("GZZWJGS", "jpg").Set("GZZ", "AQ==").Set("GWZBM", "W1").Set("GWZWJGS", ".png").Set("GWZ", "Ag==");
        var one = new HubElement("zjinfo").Set("XH", "2").Set("GWZBM", "W2").Set("GWZWJGS", "jpg").Set("GWZ", "Aw==");
        var broken = new HubElement("zjinfo").Set("XH", "3").Set("GZZ", "A");
        var papers = HubDocuments.Cards(new HubElement("zjinfoList").Add(both).Add(one).Add(broken));

        Assert.That(papers.Damaged, Is.EqualTo(new[] { "zjinfo 3 GZZ" }));
        Assert.That(papers.Documents.Select(d => (d.Kind, d.FileName, d.MediaType, d.DocumentNo)), Is.EqualTo(new[]
        {
            (V1.DocumentKind.WorkCard, "工作证G1.jpg", "image/jpeg", "G1"), (V1.DocumentKind.DutyCard, "公务证W1.png", "image/png", "W1"), (V1.DocumentKind.DutyCard, "公务证W2.jpg", "image/jpeg", "W2"),
        }));
    }
}

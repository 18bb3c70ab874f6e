using System.Text;

namespace Gateway.Sealing.Tests;

public sealed class OfdTextTests
{
    [TestCase("", ExpectedResult = "甲\n乙", TestName = "Objects of different lines stand on different lines")]
    [TestCase("Y=0", ExpectedResult = "甲乙", TestName = "Objects that follow each other on one line are joined")]
    [TestCase("Y=0 gap", ExpectedResult = "甲\n乙", TestName = "Objects with a gap between them are not joined")]
    [TestCase("hidden", ExpectedResult = "甲", TestName = "What is not visible is left out")]
    [TestCase("no boundary", ExpectedResult = "甲\n乙", TestName = "An object without boundary stands alone")]
    public string Text_is_read_object_by_object(string kind)
    {
        var second = kind switch
        {
            "Y=0" => "Boundary=\"14 10 4 6\"",
            "Y=0 gap" => "Boundary=\"30 10 4 6\"",
            "hidden" => "Boundary=\"10 20 4 6\" Visible=\"false\"",
            "no boundary" => "",
            _ => "Boundary=\"10 20 4 6\"",
        };
        return Extract($"{TextObject("Boundary=\"10 10 4 6\"", "甲")}{TextObject(second, "乙")}");
    }

    [Test]
    public void Several_codes_of_one_object_are_one_text() =>
        Assert.That(
            Extract("<ofd:TextObject ID=\"9\" Boundary=\"1 1 9 9\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">6222</ofd:TextCode><ofd:TextCode X=\"0\" Y=\"8\">0210</ofd:TextCode></ofd:TextObject>"),
            Is.EqualTo("62220210"));

    [Test]
    public void Blanks_between_words_stay() =>
        Assert.That(Extract(TextObject("Boundary=\"10 10 4 6\"", "a") + TextObject("Boundary=\"14 10 4 6\"", " ") + TextObject("Boundary=\"18 10 4 6\"", "b")), Is.EqualTo("a b"));

    [Test]
    public void Nested_blocks_and_templates_are_read()
    {
        var forge = OfdForge.Sealed();
        forge.Files["Doc_0/Tpls/Tpl_0.xml"] = Page("<ofd:PageBlock ID=\"1\">" + TextObject("Boundary=\"1 1 9 9\"", "页眉") + "</ofd:PageBlock>");
        forge.Replace("Doc_0/Document.xml", "</ofd:CommonData>", "<ofd:TemplatePage ID=\"90\" BaseLoc=\"Tpls/Tpl_0.xml\"/></ofd:CommonData>");

        Assert.That(OfdText.Extract(forge.ToBytes()), Does.StartWith("页眉\n请协助冻结张三（虚构）名下存款1,234.56元"));
    }

    [Test]
    public void A_page_named_many_times_is_read_once()
    {
        var forge = OfdForge.Sealed();
        var page = "<ofd:Page ID=\"5\" BaseLoc=\"Pages/Page_0/Content.xml\"/>";
        forge.Replace("Doc_0/Document.xml", "</ofd:Pages>", string.Concat(Enumerable.Repeat(page, 1000)) + "</ofd:Pages>");

        Assert.That(OfdText.Extract(forge.ToBytes()), Has.Length.LessThan(100));
    }

    [Test]
    public void A_missing_page_is_refused()
    {
        var forge = OfdForge.Sealed();
        forge.Files.Remove(OfdForge.PageFile);

        Assert.That(() => OfdText.Extract(forge.ToBytes()), Throws.TypeOf<OfdException>().With.Property("Reason").EqualTo(SealReason.OfdMalformed));
    }

    [Test]
    public void One_file_attached_under_many_names_is_refused()
    {
        var forge = OfdForge.Sealed();
        const string List = "Doc_0/Attachs/Attachments.xml";
        forge.Replace(List, "</ofd:Attachments>", "<ofd:Attachment ID=\"x\" Name=\"b\"><ofd:FileLoc>File_0.json</ofd:FileLoc></ofd:Attachment></ofd:Attachments>");

        Assert.That(() => OfdAttachments.Read(forge.ToBytes()), Throws.TypeOf<OfdException>());
    }

    static string Extract(string objects)
    {
        var forge = OfdForge.Sealed();
        forge.Files[OfdForge.PageFile] = Page(objects);
        return OfdText.Extract(forge.ToBytes());
    }

    static byte[] Page(string objects) => Encoding.UTF8.GetBytes(
        $"<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer ID=\"2\">{objects}</ofd:Layer></ofd:Content></ofd:Page>");

    static string TextObject(string attributes, string text) =>
        $"<ofd:TextObject ID=\"4\" {attributes} Font=\"3\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">{text}</ofd:TextCode></ofd:TextObject>";
}

using Gateway.Ops.Web.Wording;

namespace Gateway.Ops.Tests.Web;

/// <summary>What is wrong with a paper order, as it reads.</summary>
internal sealed class PaperWordsTests
{
    [TestCase("a control needs its ruling (裁定书)", "控制请求须附裁定书")]
    [TestCase("the notice (协助执行通知书) is missing", "缺少协助执行通知书")]
    [TestCase("the officer's work card or duty card is missing", "缺少承办人的工作证或公务证")]
    [TestCase("the officer's name and phone are missing", "缺少承办人的姓名或电话")]
    [TestCase("the time of service lies in the future", "送达时间在将来")]
    [TestCase("the time of service lies more than 30 days back", "送达时间在 30 天以前")]
    [TestCase("court_code F99: not in the directory", "法院 F99 不在名录中")]
    [TestCase("函.txt: neither PDF, JPEG, PNG nor OFD", "函.txt：不是 PDF、JPEG、PNG 或 OFD")]
    [TestCase("party.id_number is required", "party.id_number is required")]
    public void Reads(string fault, string chinese)
    {
        Assert.That(PaperWords.Of(fault, english: false), Is.EqualTo(chinese));
        Assert.That(PaperWords.Of(fault, english: true), Is.EqualTo(fault));
    }
}

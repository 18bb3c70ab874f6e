using Gateway.Ops.Web.Wording;

namespace Gateway.Ops.Tests.Web;

/// <summary>What was found, as it reads.</summary>
internal sealed class DifferenceWordsTests
{
    [TestCase("300.00 CNY until 2027-11-21", "300.00 CNY 至 2027-11-21")]
    [TestCase("whole account until 2027-11-21", "全账户 至 2027-11-21")]
    [TestCase("none", "无")]
    [TestCase("before zdz:K1:1:1", "先于 zdz:K1:1:1")]
    [TestCase("3 receipts are not, from sequence 7 on, the oldest of 2026-11-20 01:02Z", "3 份回执未签收，自第 7 号起，最早 2026-11-20 01:02Z")]
    [TestCase("what nobody translated", "what nobody translated")]
    public void Reads(string found, string chinese)
    {
        Assert.That(DifferenceWords.Of(found, english: false), Is.EqualTo(chinese));
        Assert.That(DifferenceWords.Of(found, english: true), Is.EqualTo(found));
    }
}

using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;

namespace Gateway.Contracts.Tests.HubForms;

public sealed class HubResultsTests
{
    [TestCase("<result><cxjglist><jg bdhm='D1' result='success' msg='收到'/></cxjglist></result>", HubVerdict.Taken, "收到")]
    [TestCase("<result><cxjglist><jg BDHM='D1' RESULT='SUCCESS'/></cxjglist></result>", HubVerdict.Taken, "")]
    [TestCase("<result><cxjglist><jg bdhm='D1' result='fail' msg='金额有误'/></cxjglist></result>", HubVerdict.Refused, "金额有误")]
    [TestCase("<result><cxjglist><jg bdhm='D2' result='success'/></cxjglist></result>", HubVerdict.Unsaid, "")]
    [TestCase("<result><cxjglist><jg bdhm='' result='success'/></cxjglist></result>", HubVerdict.Taken, "")]
    [TestCase("<result><cxjglist><jg bdhm='D1' result='success'/><jg bdhm='D1' result='fail' msg='缺回执'/></cxjglist></result>", HubVerdict.Refused, "缺回执")]
    [TestCase("<result><cxjglist/></result>", HubVerdict.Unsaid, "")]
    [TestCase("<result/>", HubVerdict.Unsaid, "")]
    [TestCase("<result errorMsg='用户无权限'/>", HubVerdict.Refused, "用户无权限")]
    [TestCase("<result errMsg='格式错误'><htjglist><jg bdhm='D1' result='success'/></htjglist></result>", HubVerdict.Refused, "格式错误")]
    [TestCase("<result errorMsg=''><htjglist><jg bdhm='D1' result='success'/></htjglist></result>", HubVerdict.Taken, "")]
    public void An_answer_is_taken_when_the_hub_says_so_of_its_order(string xml, HubVerdict verdict, string message) =>
        Assert.That(HubResults.Of(HubXml.Read(xml, HubCoding.Plain), "D1"), Is.EqualTo(new HubResult(verdict, message)));

    [TestCase("<result><cxjglist><jg bdhm='RDE=' result='success'/></cxjglist></result>", HubVerdict.Taken)]
    [TestCase("<result><cxjglist><jg bdhm='RDE=' result='c3VjY2Vzcw=='/></cxjglist></result>", HubVerdict.Taken)]
    [TestCase("<result><cxjglist><jg bdhm='RDE=' result='ZmFpbA=='/></cxjglist></result>", HubVerdict.Refused)]
    public void A_success_that_was_not_coded_is_one(string xml, HubVerdict verdict) => Assert.That(HubResults.Of(HubXml.Read(xml, HubCoding.Base64Gbk), "D1").Verdict, Is.EqualTo(verdict));

    [TestCase("order.order_no", "is missing", "BDHM 缺失")]
    [TestCase("order.freeze.lines[1].target.account", "is longer than 30 characters", "第2项 KHZH 超过长度")]
    [TestCase("order.freeze.lines[0].to", "is no date: yyyy-MM-dd is expected", "第1项 JSRQ 不是日期（yyyy-MM-dd）")]
    [TestCase("order.deduction.lines[0].payee.account", "contains white space", "第1项 ZXKZHZH 含不允许的字符")]
    [TestCase("order.freeze.lines[1].target", "names the account, sub-account and currency of lines[0] again", "第2项 控制账户 重复")]
    [TestCase("order.freeze.lines", "are more than 200", "控制明细 数量过多")]
    [TestCase("order.documents", "are more than 16", "文书 数量过多")]
    [TestCase("order.documents[0].content", "is longer than 8388608 bytes", "第1项 文书内容 超过长度")]
    [TestCase("kzqq.kzzh[0].KZCS", "is no measure: 01 to 08 are expected", "第1项 KZCS 不是控制措施代码（01至08）")]
    [TestCase("cxqq.XM", "is damaged Base64, or no GBK text", "XM 编码损坏，无法读取")]
    public void A_court_is_told_in_its_own_words_what_is_wrong(string path, string fault, string words) =>
        Assert.That(HubReturns.Words([new FieldFault(path, fault)]), Is.EqualTo(words));

    [Test]
    public void A_return_names_reason_note_and_whom_to_ask()
    {
        var back = HubReturns.Of(new HubReturn("D1", "缘由", "说明", "李四", "010")).All("htxx").Single();
        Assert.That(back.Attributes.Select(a => $"{a.Key}={a.Value}"), Is.EqualTo(new[] { "BDHM=D1", "XCHTYY=缘由", "XCHTBZ=说明", "XCHTR=李四", "XCHTDH=010" }));
    }
}

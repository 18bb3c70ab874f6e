using System.Text;
using Gateway.Contracts.HubForms;

namespace Gateway.Contracts.Tests.HubForms;

public sealed class HubTextTests
{
    [TestCase("", "")]
    [TestCase("张三", "1cXI/Q==")]
    [TestCase("6000.00", "NjAwMC4wMA==")]
    public void A_text_is_Base64_of_its_GBK_octets(string text, string base64) => Assert.Multiple(() =>
    {
        Assert.That(HubText.Encode(text), Is.EqualTo(base64));
        Assert.That(HubText.Decode(base64), Is.EqualTo(text));
    });

    [TestCase("1cXI\n/Q==")]
    [TestCase("1cXI\r\n/Q==\r\n")]
    [TestCase(" 1c XI\t/Q== ")]
    public void Lines_and_blanks_inside_Base64_mean_nothing(string base64) => Assert.That(HubText.Decode(base64), Is.EqualTo("张三"));

    [TestCase("（2026）甲执1号", "（2026）甲执1号", TestName = "What holds a character outside the alphabet was never encoded")]
    [TestCase("6000.00", "6000.00", TestName = "An amount has a point, which Base64 has not")]
    [TestCase("2026-11-21", "2026-11-21", TestName = "A date has hyphens, which Base64 has not")]
    [TestCase("1cXI/Q=", null, TestName = "A cut value is damaged, and not taken for a plain one")]
    [TestCase("6222001", null, TestName = "Digits alone could be a damaged value")]
    [TestCase("1Q==", null, TestName = "Octets that are no text are damage")]
    public void An_attribute_that_does_not_decode_is_taken_as_it_stands_only_if_it_cannot_be_damage(string value, string? expected) =>
        Assert.That(HubText.DecodeAttribute(value), Is.EqualTo(expected));

    [Test]
    public void A_rare_character_of_the_larger_set_is_read()
    {
        var octets = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("𠮷田");
        Assert.That(HubText.Decode(Convert.ToBase64String(octets)), Is.EqualTo("𠮷田"));
    }

    [TestCase("张", true)]
    [TestCase("A", true)]
    [TestCase("Ⅱ", true)]
    [TestCase("𠮷", false)]
    [TestCase("é", true)]
    [TestCase("ñ", false)]
    [TestCase("\ue000", false)]
    public void GBK_has_what_it_has(string character, bool has) => Assert.That(HubText.HasGbk(Rune.GetRuneAt(character, 0)), Is.EqualTo(has));
}

using System.Globalization;
using Gateway.Ingress.Review;

namespace Gateway.Ingress.Tests.Review;

public sealed class CourtTextTests
{
    [TestCase("人民币陆仟元整", "6000")]
    [TestCase("壹拾贰万叁仟肆佰伍拾陆元柒角捌分", "123456.78")]
    [TestCase("拾元", "10")]
    [TestCase("壹亿零伍佰万元整", "105000000")]
    [TestCase("伍元零叁分", "5.03")]
    [TestCase("贰万零叁圆整", "20003")]
    [TestCase("1,234,567.89", "1234567.89")]
    [TestCase("12.5万元", "125000")]
    [TestCase("3 亿", "300000000")]
    [TestCase("0.50", "0.5")]
    public void Amounts_are_read_however_they_are_written(string text, string amount) =>
        Assert.That(new CourtText(text).NamesAmount(decimal.Parse(amount, CultureInfo.InvariantCulture)));

    [TestCase("1,234,567.89", "567.89")]
    [TestCase("16000.00", "6000.00")]
    [TestCase("6000.005", "6000.00")]
    [TestCase("3.6000", "6000")]
    public void A_part_of_a_figure_is_no_amount(string text, string amount) =>
        Assert.That(new CourtText(text).NamesAmount(decimal.Parse(amount, CultureInfo.InvariantCulture)), Is.False);

    [TestCase("账号 6222-0010-0200", "622200100200", true)]
    [TestCase("A622200 1", "6222001", false)]
    [TestCase("6222001a", "6222001", false)]
    [TestCase("6222001，6000", "6222001", true)]
    [TestCase("6222001:6222002", "6222002", true)]
    [TestCase("６２２２００１", "6222001", true)]
    [TestCase("16222001 6222001", "6222001", true)]
    [TestCase("6222 002", "6222001", false)]
    [TestCase("anything", "-", false)]
    public void A_number_counts_only_whole(string text, string number, bool expected) => Assert.That(new CourtText(text).NamesNumber(number), Is.EqualTo(expected));
}

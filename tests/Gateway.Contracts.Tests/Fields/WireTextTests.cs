using Gateway.Contracts.Fields;

namespace Gateway.Contracts.Tests.Fields;

public sealed class WireTextTests
{
    [TestCase("6000.00", "6000.00")]
    [TestCase("0", "0")]
    [TestCase("-1.5", "-1.5")]
    [TestCase("00012", "12")]
    [TestCase("99999999999999999999", "99999999999999999999")]
    [TestCase("1,000", null)]
    [TestCase(" 1", null)]
    [TestCase("+1", null)]
    [TestCase("1.", null)]
    [TestCase(".5", null)]
    [TestCase("-.5", null)]
    [TestCase("1.2.3", null)]
    [TestCase("１２", null)]
    [TestCase("NaN", null)]
    [TestCase("0x10", null)]
    [TestCase("-", null)]
    public void An_amount_is_plain_decimal_text(string text, string? expected) =>
        Assert.That(WireText.ReadAmount(text)?.ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(expected));

    [TestCase("2026-11-21T10:00:00+08:00", true)]
    [TestCase("2026-11-21T02:00:00Z", true)]
    [TestCase("2026-11-21T10:00:00.123+08:00", true)]
    [TestCase("2026-11-21T10:00:00.123456789+08:00", true)]
    [TestCase("2026-11-21T10:00:00.12345678x+08:00", false)]
    [TestCase("2026-11-21T10:00:00", false)]
    [TestCase("2026-11-21 10:00:00+08:00", false)]
    [TestCase("2026-11-21T25:00:00+08:00", false)]
    [TestCase("2026-11-21", false)]
    [TestCase("", false)]
    public void A_time_names_its_offset(string text, bool valid) => Assert.That(WireText.ReadTime(text).HasValue, Is.EqualTo(valid));

    [Test]
    public void The_same_moment_is_read_whatever_the_offset() =>
        Assert.That(WireText.ReadTime("2026-11-21T10:00:00.5+08:00"), Is.EqualTo(WireText.ReadTime("2026-11-21T02:00:00.500Z")));

    [Test]
    public void A_time_is_written_in_the_banks_zone() => Assert.That(
        WireText.Time(new DateTimeOffset(2026, 11, 20, 16, 30, 0, 7, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")),
        Is.EqualTo("2026-11-21T00:30:00.007+08:00"));

    [TestCase(600000L, "CNY", "6000.00")]
    [TestCase(6000L, "JPY", "6000")]
    [TestCase(5L, "KWD", "0.005")]
    [TestCase(null, "CNY", "")]
    public void Money_is_written_with_the_currencys_scale(long? minor, string currency, string expected) =>
        Assert.That(WireText.Money(minor, currency), Is.EqualTo(expected));
}

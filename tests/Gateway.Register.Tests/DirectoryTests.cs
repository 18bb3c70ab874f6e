using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Courts;

namespace Gateway.Register.Tests;

/// <summary>Courts, channels and numbers: what is looked up, and what is found.</summary>
internal sealed class DirectoryTests
{
    private static readonly Channel Provincial = new("ddd", "点对点", ChannelKind.DianDuiDian, [], ["F10"], null, null, false);

    [Test]
    public void A_channel_is_found_by_its_id_and_wants_notices_unless_it_says_otherwise()
    {
        var directory = new CourtDirectory([Provincial with { Id = "zdz" }, Provincial], []);
        Assert.That(directory.FindChannel("ddd"), Is.SameAs(directory.Channels[1]));
        Assert.That(directory.FindChannel("no such"), Is.Null);
        Assert.That(Provincial.AdvanceNotices, Is.True);
    }

    [Test]
    public void C13b_a_fund_account_that_people_entered_is_that_courts_alone()
    {
        var fund = new ExecutionFundAccount("7799", "乙市人民法院", "CNY");
        var directory = Story.Directory.WithFunds([("F11", fund)]);
        Assert.That(directory.FindCourt("F11")!.Funds, Is.EqualTo(Story.Directory.FindCourt("F11")!.Funds.Append(fund)));
        Assert.That(directory.FindCourt("F10")!.Funds, Is.EqualTo(Story.Directory.FindCourt("F10")!.Funds));
        Assert.That(Story.Directory.WithFunds([]), Is.SameAs(Story.Directory));
    }

    [TestCase("", "f1", "s1", true, TestName = "{m}: whatever the certificate signs")]
    [TestCase("", "f1", null, true, TestName = "{m}: without a seal too")]
    [TestCase("", "f2", "s1", false, TestName = "{m}: another certificate")]
    [TestCase("s1", "f1", "s1", true, TestName = "{m}: that one seal")]
    [TestCase("s1", "f1", "s2", false, TestName = "{m}: another seal of the same certificate")]
    [TestCase("s1", "f1", null, false, TestName = "{m}: no seal")]
    [TestCase("s1", "f2", "s1", false, TestName = "{m}: that seal by another certificate")]
    public void A_certificate_speaks_for_a_court_by_all_that_it_signs_or_by_one_seal(string sealId, string fingerprint, string? seal, bool means) =>
        Assert.That(new CourtSeal("F10", "f1", sealId).Means(fingerprint, seal), Is.EqualTo(means));

    [Test]
    public void A_court_that_names_no_seal_speaks_by_whatever_its_certificates_sign()
    {
        var court = new Court("F10", "甲市人民法院", ["f1", "f2"], []);
        Assert.That(court.Seals, Is.EqualTo(new[] { new CourtSeal("F10", "f1", ""), new CourtSeal("F10", "f2", "") }));
        Assert.That((court with { SealIds = ["s1"] }).Seals, Is.EqualTo(new[] { new CourtSeal("F10", "f1", "s1"), new CourtSeal("F10", "f2", "s1") }));
    }

    [TestCase("", "6222001")]
    [TestCase("01", "6222001/01")]
    public void A_register_is_written_as_its_account_and_a_sub_account_behind_it(string subAccount, string text) =>
        Assert.That(new RegisterKey("6222001", subAccount).ToString(), Is.EqualTo(text));

    [Test]
    public void An_inquiry_has_found_something_where_it_lists_an_account()
    {
        var nothing = new InquiryAnswer { AsOf = default };
        Assert.That(nothing.Found, Is.False);
        Assert.That((nothing with { Accounts = [new AccountAnswer(new Story(1).Live(), [])] }).Found, Is.True);
    }

    // ISO 4217.
    [TestCase(0, "JPY KRW VND CLP ISK XAF XOF XPF PYG UGX RWF")]
    [TestCase(2, "CNY USD EUR HKD GBP")]
    [TestCase(3, "BHD IQD JOD KWD LYD OMR TND")]
    public void A_currency_has_its_scale(int scale, string currencies) =>
        Assert.That(currencies.Split(' ').Select(Currencies.Scale), Is.All.EqualTo(scale));
}

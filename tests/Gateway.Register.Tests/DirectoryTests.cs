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

    [TestCase("F10", "甲市人民法院")]
    [TestCase("F99", null)]
    public void A_court_is_found_by_its_code(string code, string? name) => Assert.That(Story.Directory.FindCourt(code)?.Name, Is.EqualTo(name));

    [TestCase("9001", "9001", true, TestName = "{m}: the account itself")]
    [TestCase("9001", "90011", false, TestName = "{m}: a longer one")]
    [TestCase("88*", "881", true, TestName = "{m}: the prefix and one digit")]
    [TestCase("88*", "88", false, TestName = "{m}: the prefix alone is no account")]
    [TestCase("88*", "8", false, TestName = "{m}: less than the prefix")]
    [TestCase("88*", "188", false, TestName = "{m}: the prefix somewhere else")]
    public void C13b_an_entry_is_an_account_or_the_prefix_of_one_a_case(string entry, string account, bool covered) =>
        Assert.That(new ExecutionFundAccount(entry, "甲市人民法院", "CNY").Covers(account), Is.EqualTo(covered));

    [TestCase("F10", true)]
    [TestCase("F10 F11", true)]
    [TestCase("F11", false)]
    [TestCase("*", true)]
    [TestCase("", false)]
    public void Clause_2_a_channel_speaks_for_the_courts_that_it_lists_or_for_all(string courts, bool speaks) =>
        Assert.That((Provincial with { Courts = courts.Split(' ') }).SpeaksFor("F10"), Is.EqualTo(speaks));

    // Days from the story's start.
    [TestCase(null, null, 0, true, TestName = "{m}: always")]
    [TestCase(1, 3, 0, false, TestName = "{m}: the day before its first")]
    [TestCase(1, 3, 1, true, TestName = "{m}: its first day")]
    [TestCase(1, 3, 3, true, TestName = "{m}: its last day")]
    [TestCase(1, 3, 4, false, TestName = "{m}: the day behind its last")]
    [TestCase(1, null, 9, true, TestName = "{m}: no end is known")]
    [TestCase(null, 3, 4, false, TestName = "{m}: ended since 总对总 is live")]
    public void Clause_2_a_channel_is_open_from_its_first_day_to_its_last(int? from, int? until, int day, bool open)
    {
        DateOnly? Day(int? days) => days is { } d ? Story.Start.AddDays(d) : null;
        Assert.That((Provincial with { From = Day(from), Until = Day(until) }).OpenOn(Story.Start.AddDays(day)), Is.EqualTo(open));
    }

    // The order came through "old". A channel is written as its id, its kind (z 总对总, d 点对点), its courts, and whether it has ended.
    [TestCase("zdz z * | old d F11", "old", TestName = "{m}: the order's own, if it speaks for the court")]
    [TestCase("ddd d F11 | old d F10 | zdz z *", "zdz", TestName = "{m}: else 总对总 first")]
    [TestCase("old d F10 | ddd d F11", "ddd", TestName = "{m}: else 点对点")]
    [TestCase("old d F11 ended | zdz z *", "zdz", TestName = "{m}: the order's own has ended")]
    [TestCase("old d F10 | zdz z * ended | ddd d F11", "ddd", TestName = "{m}: 总对总 is not open")]
    [TestCase("zdz z F10 | old d F10", "old", TestName = "{m}: nobody speaks for it")]
    public void C16_a_court_that_sent_no_order_is_reached_through_an_open_channel_that_speaks_for_it(string channels, string through)
    {
        var known = channels.Split(" | ").Select(c => c.Split(' ')).Select(c => Provincial with
        {
            Id = c[0],
            Kind = c[1] == "z" ? ChannelKind.ZongDuiZong : ChannelKind.DianDuiDian,
            Courts = [c[2]],
            Until = c.Length > 3 ? Story.Start.AddDays(-1) : null,
        });
        Assert.That(new CourtDirectory([.. known], []).ChannelOf("F11", "old", Story.Start), Is.EqualTo(through));
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

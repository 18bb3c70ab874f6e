namespace Gateway.Register.Tests;

/// <summary>The one table of reasons is complete and fits the receipt.</summary>
internal sealed class ReasonTableTests
{
    // DOMAIN 6, as it is written there.
    private const string Domain6 = """
        DOCUMENT_MISSING DOCUMENT_MISMATCH SEAL_INVALID SEAL_UNTRUSTED SEAL_EXPIRED SEAL_OF_OTHER_COURT OFFICER_ID_MISSING OFFICER_UNKNOWN PARTY_NOT_CUSTOMER
        ACCOUNT_NOT_FOUND ACCOUNT_CLOSED HOLDER_MISMATCH ACCOUNT_PROTECTED PRODUCT_NOT_FREEZABLE CURRENCY_MISMATCH AMOUNT_MISSING AMOUNT_INVALID TERM_INVALID
        MEASURE_UNSUPPORTED ORIGINAL_FREEZE_NOT_FOUND ORIGINAL_FREEZE_EXPIRED ORIGINAL_FREEZE_RELEASED ORIGINAL_FREEZE_OF_OTHER_COURT RELEASE_EXCEEDS_LIMIT
        PAYEE_NOT_REGISTERED PAYEE_NAME_MISMATCH PRIORITY_CLAIM PRIOR_FREEZE DEDUCTION_EXCEEDS_FREEZE INSUFFICIENT_FUNDS CHANNEL_CLOSED COURT_NOT_ALLOWED
        REVIEW_REJECTED CORE_REFUSED ORDER_CONFLICT
        """;

    [Test]
    public void Every_reason_has_one_row_in_the_order_of_the_checks() =>
        Assert.That(ReasonTable.All.Select(e => e.Reason), Is.EqualTo(Enum.GetValues<Reason>()));

    [Test]
    public void The_codes_are_the_domains() =>
        Assert.That(ReasonTable.All.Select(e => e.Code), Is.EquivalentTo(Domain6.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));

    [Test]
    public void A_code_is_its_member_in_upper_case_with_underscores() =>
        Assert.That(ReasonTable.All.Select(e => e.Code.Replace("_", "", StringComparison.Ordinal)), Is.EqualTo(ReasonTable.All.Select(e => e.Reason.ToString().ToUpperInvariant())));

    [Test]
    public void Every_text_is_there_and_short_enough()
    {
        Assert.That(ReasonTable.All.Select(e => e.Chinese), Is.Unique.And.All.Length.InRange(1, 100));
        Assert.That(ReasonTable.All.Select(e => e.English), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void A_code_leads_back_to_its_reason()
    {
        foreach (var reason in Enum.GetValues<Reason>()) Assert.That(ReasonTable.Parse(ReasonTable.Of(reason).Code), Is.EqualTo(reason));
        Assert.That(ReasonTable.Parse("NO_SUCH"), Is.Null);
    }

    [Test]
    public void The_wording_names_what_it_points_at_and_never_exceeds_a_hundred_characters()
    {
        Assert.That(ReasonTable.Wording(Reason.PriorFreeze, ""), Is.EqualTo("存在在先冻结"));
        Assert.That(ReasonTable.Wording(Reason.PriorFreeze, "某公安局 X1"), Is.EqualTo("存在在先冻结：某公安局 X1"));
        Assert.That(ReasonTable.Wording(Reason.PriorFreeze, new string('字', 93)), Has.Length.EqualTo(100).And.EndsWith("字"));
        Assert.That(ReasonTable.Wording(Reason.PriorFreeze, new string('字', 94)), Has.Length.EqualTo(100).And.EndsWith("…"));
        // 𠮷 is two UTF-16 characters; a half of it is none.
        Assert.That(ReasonTable.Wording(Reason.PriorFreeze, new string('字', 91) + "𠮷𠮷"), Does.EndWith("字…"));
    }

    [TestCase(1234, "CNY", "12.34")]
    [TestCase(5, "CNY", "0.05")]
    [TestCase(-5, "CNY", "-0.05")]
    [TestCase(0, "CNY", "0.00")]
    [TestCase(1234, "JPY", "1234")]
    [TestCase(1234, "KWD", "1.234")]
    [TestCase(long.MinValue, "JPY", "-9223372036854775808")]
    public void Amounts_are_decimal_text_with_the_currencys_scale(long minor, string currency, string text) =>
        Assert.That(Currencies.ToText(minor, currency), Is.EqualTo(text));

    [TestCase("12.34", "CNY", 1234)]
    [TestCase("12.340", "CNY", 1234)]
    [TestCase("12.345", "CNY", null)]
    [TestCase("12", "JPY", 12)]
    [TestCase("12.5", "JPY", null)]
    [TestCase("90000000000000", "CNY", 9_000_000_000_000_000)]
    [TestCase("90000000000000.01", "CNY", null)]
    [TestCase("9000000000000000", "JPY", 9_000_000_000_000_000)]
    [TestCase("9000000000000001", "JPY", null)]
    [TestCase("-9000000000000000", "JPY", -9_000_000_000_000_000)]
    [TestCase("79228162514264337593543950335", "CNY", null)]
    public void Amounts_become_minor_units_or_nothing(string amount, string currency, long? minor) =>
        Assert.That(Currencies.ToMinor(decimal.Parse(amount), currency), Is.EqualTo(minor));
}

namespace Gateway.Register.Tests.Model;

// "Order of checks, the first failure is the reason": each check gives its reason, or nothing.
internal sealed partial class ReferenceBank
{
    private static string First(params string[] reasons) => Array.Find(reasons, r => r.Length > 0) ?? "";

    private static string Asker(CourtLine line) => First(
        line.DocumentFault,
        line.UnknownAccount ? "ACCOUNT_NOT_FOUND" : "",
        line.ClosedAccount ? "ACCOUNT_CLOSED" : "",
        line.WrongHolder ? "HOLDER_MISMATCH" : "");

    private string Currency(CourtLine line) => line.Currency.Length == 0 || line.Currency == settings.Currency ? "" : "CURRENCY_MISMATCH";

    // C19: "freeze yes, deduct no, while the margin serves".
    private string Kind(CourtLine line, bool deducts) => settings.ReviewsKinds ? "" : On(line.Day).Nature switch
    {
        "GENERAL" or "TIME_DEPOSIT" => "",
        "LC_MARGIN" => deducts ? "ACCOUNT_PROTECTED" : "",
        _ => "ACCOUNT_PROTECTED",
    };

    // C20; the stories' account is its own linked funds account, or has none.
    private string Product(CourtLine line) => line.OtherAsset && !settings.HasProduct ? "PRODUCT_NOT_FREEZABLE" : "";

    private string Amount(CourtLine line) => line.Amount is null ? "AMOUNT_MISSING" : AmountFits(line) ? "" : "AMOUNT_INVALID";

    /// <summary>Positive, and no more precise than the currency that is asked in.</summary>
    private bool AmountFits(CourtLine line)
    {
        var currency = line.Currency.Length > 0 ? line.Currency : Asker(line).Length > 0 ? "" : settings.Currency;
        return line.Amount > 0 && line.Amount % ReferenceSettings.Smallest(currency) == 0;
    }

    // "deposits at most 1 year from the start, that day included; an end already past → TERM_INVALID; other assets at most 3 years; a start date later than today is refused"
    private static string Term(CourtLine line)
    {
        if (line.To is not { } to || to < line.Day) return "TERM_INVALID";
        if (line.From > line.Day) return "TERM_INVALID";
        return to > YearsLater(line.From ?? line.Day, line.OtherAsset ? 3 : 1) ? "TERM_INVALID" : "";
    }

    /// <summary>The same day some years later; "29 February → 28 February".</summary>
    private static DateOnly YearsLater(DateOnly day, int years) =>
        new(day.Year + years, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(day.Year + years, day.Month)));

    /// <summary>
    /// C14d: the freeze that the line means (found, of this court, live), or why there is none. A renewal or release by case needs the case to have only one live freeze,
    /// a deduction takes the first in rank (README). A line that names neither order nor case means its own case.
    /// </summary>
    private (Place? Freeze, string Missing) Original(CourtLine line, bool onlyOne)
    {
        var caseNo = line.OriginalCase.Length > 0 ? line.OriginalCase : line.CaseNo;
        var all = On(line.Day).AllFreezes.FindAll(f => f.Court.Length > 0 && (line.OriginalOrder.Length > 0 ? f.Name == line.OriginalOrder : f.CaseNo == caseNo));
        if (all.Count == 0) return (null, "ORIGINAL_FREEZE_NOT_FOUND");
        var own = all.FindAll(f => f.Court == line.Court);
        if (own.Count == 0) return (null, "ORIGINAL_FREEZE_OF_OTHER_COURT");
        var live = own.FindAll(f => f.LiveOn(line.Day));
        if (live.Count == 0) return (null, own[^1].Released ? "ORIGINAL_FREEZE_RELEASED" : "ORIGINAL_FREEZE_EXPIRED");
        if (onlyOne && live.Count > 1) return (null, "ORIGINAL_FREEZE_NOT_FOUND");
        return (live[0], "");
    }
}

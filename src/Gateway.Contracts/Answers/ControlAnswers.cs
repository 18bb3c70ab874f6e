using System.Globalization;
using Gateway.Contracts.Fields;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Orders;

namespace Gateway.Contracts.Answers;

/// <summary>kzxx: one line's answer as the court reads it.</summary>
static class ControlAnswers
{
    public static V1.ControlAnswer Of(LineAnswer line, TimeZoneInfo zone)
    {
        string Money(long? minor) => WireText.Money(minor, line.Currency);
        var answer = new V1.ControlAnswer
        {
            LineNo = line.LineNo,
            Measure = Code(line.Measure),
            Account = line.Account,
            SubAccount = line.SubAccount,
            ProductNo = line.ProductNo,
            WealthAccount = line.WealthAccount,
            Units = line.Units,
            WholeAccount = line.WholeAccount,
            Currency = line.Currency,
            Controlled = line.Controlled,
            Open = line.Open,
            Reason = line.Reason is { } reason ? ReasonTable.Of(reason).Code : "",
            ReasonText = line.Reason is { } why ? ReasonTable.Wording(why, line.ReasonDetail) : "",
            ReasonDetail = line.ReasonDetail,
            Balance = Money(line.BalanceMinor),
            Available = Money(line.AvailableMinor),
            Requested = Money(line.RequestedMinor),
            Actual = Money(line.ActualMinor),
            Beyond = Money(line.BeyondMinor),
            From = WireText.Date(line.From),
            To = WireText.Date(line.To),
            Deducted = Money(line.DeductedMinor),
            NotDeducted = Money(line.NotDeductedMinor),
            PayeeAmount = WireText.Money(line.PayeeAmountMinor, line.PayeeCurrency),
            PayeeCurrency = line.PayeeCurrency,
            Rate = line.Rate,
            PayeeName = line.Payee?.Name ?? "",
            PayeeAccount = line.Payee?.Account ?? "",
            Released = Money(line.ReleasedMinor),
            Interest = Money(line.InterestMinor),
            Rank = line.Rank ?? 0,
            PriorCount = line.PriorCount,
            LaterCount = line.LaterCount,
            Remark = line.Remark,
            ServiceTime = WireText.Time(line.ServiceTime, zone),
            AsOfTime = WireText.Time(line.AsOf, zone),
        };
        answer.Prior.AddRange(line.Prior.Select(freeze => Of(freeze, line.Currency)));
        answer.Later.AddRange(line.Later.Select(freeze => Of(freeze, line.Currency)));
        answer.Claims.AddRange(line.Claims.Select(claim => Of(claim, line.Currency)));
        return answer;
    }

    /// <summary>KZCS: two digits.</summary>
    public static string Code(Measure measure) => ((int)measure).ToString("00", CultureInfo.InvariantCulture);

    public static V1.FreezeRecord Of(FreezeRecord freeze, string currency) => new()
    {
        Rank = freeze.Rank,
        Authority = freeze.Authority,
        DocumentNo = freeze.DocumentNo,
        Requested = WireText.Money(freeze.RequestedMinor, currency),
        Actual = WireText.Money(freeze.ActualMinor, currency),
        To = WireText.Date(freeze.To),
        ProductNo = freeze.ProductNo,
        Remark = freeze.Remark,
    };

    public static V1.ClaimRecord Of(ClaimRecord claim, string currency) => new()
    {
        No = claim.No,
        Id = claim.ClaimId,
        Kind = claim.Kind,
        Holder = claim.Holder,
        Amount = WireText.Money(claim.AmountMinor, currency),
        Take = WireText.Money(claim.TakeMinor, currency),
        Address = claim.Address,
        Contact = claim.Contact,
        ProductNo = claim.ProductNo,
        Remark = claim.Remark,
    };
}

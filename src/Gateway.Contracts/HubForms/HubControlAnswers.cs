using System.Globalization;

namespace Gateway.Contracts.HubForms;

/// <summary>The answer to a control as shfeedXzkzInfo and the files KZFK take it: every line of the order, and the sealed receipt.</summary>
public static class HubControlAnswers
{
    /// <summary>kzxxList.</summary>
    /// <param name="receipt">hzxx in the same list; null where it goes in a file of its own.</param>
    public static HubElement Of(V1.ReceiptBody body, HubReceipt? receipt)
    {
        var list = new HubElement("kzxxList");
        foreach (var line in body.Controls) list.Add(Line(body.OrderNo, line));
        if (receipt is not null) list.AddList("hzxxList", [Receipt(body.OrderNo, receipt)]);
        return list;
    }

    /// <summary>hzxx.</summary>
    public static HubElement Receipt(string orderNo, HubReceipt receipt) => new HubElement("hzxx")
        .Set("BDHM", orderNo)
        .Set("WJMC", receipt.FileName)
        .Set("WJLX", HubCodes.ReceiptExtension)
        .Set("WSLB", HubCodes.ReceiptKind)
        .Set("WSNR", Convert.ToBase64String(receipt.Ofd.Span))
        .Set("MD5", receipt.Md5);

    static HubElement Line(string orderNo, V1.ControlAnswer line)
    {
        var (asked, actual, beyond) = Amounts(line);
        return new HubElement("kzxx")
            .Set("BDHM", orderNo)
            .Set("CCXH", line.LineNo)
            .Set("KHZH", line.Account)
            .Set("GLZHHM", line.SubAccount)
            .Set("JRCPBH", line.ProductNo)
            .Set("LCZH", line.WealthAccount)
            .Set("KZNR", line.WholeAccount ? HubCodes.WholeAccount : HubCodes.AnAmount)
            .Set("KZZT", line.Controlled ? HubCodes.Controlled : HubCodes.NotControlled)
            .Set("YE", HubDates.Money(line.Balance))
            .Set("KYYE", HubDates.Money(line.Available))
            .Set("CSKSRQ", HubDates.Date(line.From))
            .Set("CSJSRQ", HubDates.Date(line.To))
            .Set("DJXE", HubDates.Money(asked))
            .Set("SKJE", HubDates.Money(actual))
            .Set("CESKJE", HubDates.Money(beyond))
            .Set("SKSE", line.Units)
            .Set("WNKZYY", line.ReasonText)
            .Set("BEIZ", Remark(line))
            .AddList("djxxList", line.Prior.Concat(line.Later).Select(freeze => HubRecords.Freeze(freeze, HubDates.Date)))
            .AddList("qlxxList", line.Claims.Select(claim => HubRecords.Claim(claim, claim.No)));
    }

    // The form has one triple of amounts: of a deduction what was asked, deducted and not deducted (15), of all others what the freeze was asked for, holds and lacks.
    static (string Asked, string Actual, string Beyond) Amounts(V1.ControlAnswer line) =>
        line.Measure is "06" or "07" && line.Deducted.Length > 0 ? (Sum(line.Deducted, line.NotDeducted), line.Deducted, line.NotDeducted) : (line.Requested, line.Actual, line.Beyond);

    static string Remark(V1.ControlAnswer line) => HubRecords.Joined(
        line.Deducted.Length == 0 ? "" : $"已扣划 {HubDates.Money(line.Deducted)}" + (line.NotDeducted.Length == 0 ? "" : $"，未扣划 {HubDates.Money(line.NotDeducted)}"),
        line.Measure == "06" && Amount(line.Requested) > 0 ? $"仍冻结限额 {HubDates.Money(line.Requested)}，实际冻结 {HubDates.Money(line.Actual)}" : "",
        line.Interest.Length == 0 ? "" : $"支取利息 {HubDates.Money(line.Interest)}",
        line.PayeeAmount.Length == 0 ? "" : $"收款 {line.PayeeAmount} {line.PayeeCurrency}",
        line.Released.Length == 0 ? "" : $"解除金额 {HubDates.Money(line.Released)}",
        line.Rank > 1 ? string.Create(CultureInfo.InvariantCulture, $"轮候顺位第{line.Rank}位") : "",
        line.Remark);

    static string Sum(string first, string second) => (Amount(first) + Amount(second)).ToString(CultureInfo.InvariantCulture);

    static decimal Amount(string wire) => wire.Length == 0 ? 0 : decimal.Parse(wire, CultureInfo.InvariantCulture);
}

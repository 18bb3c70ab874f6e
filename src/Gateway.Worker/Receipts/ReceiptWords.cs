using System.Globalization;
using Gateway.Register;
using Gateway.Register.Accounts;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>Codes in words, and dates and times in the form of the courts' answers (FIELDS): yyyy/MM/dd HH:mm:ss.</summary>
internal static class ReceiptWords
{
    public static string Measure(string code) => code switch
    {
        "01" => "冻结",
        "02" => "继续冻结",
        "03" => "轮候冻结",
        "04" => "解除冻结",
        "05" => "解除轮候冻结",
        "06" => "划拨",
        "07" => "提取收入",
        "08" => "冻结并划拨",
        _ => code,
    };

    /// <summary>KZZT in the words of the measure.</summary>
    public static string Outcome(V1.ControlAnswer line) => line.Open ? line.Deducted.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? "尚未办结" : "已扣划，汇款在途" : (line.Measure, line.Controlled) switch
    {
        ("02", true) => "已续冻",
        ("02", false) => "未续冻",
        ("04" or "05", true) => "已解除",
        ("04" or "05", false) => "未解除",
        ("06", true) => line.NotDeducted.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? "已划拨" : "部分划拨",
        ("06" or "07", false) => "未划拨",
        ("08", true) => "已冻结" + (line.Deducted.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? "，未划拨" : line.NotDeducted.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? "并划拨" : "，部分划拨"),
        (_, true) => "已冻结",
        (_, false) => "未冻结",
    };

    /// <summary>WNKZYY with the clause of the Rule that it stands on, where it stands on one (17).</summary>
    public static string ReasonWithBasis(string code, string text)
    {
        if (code.Length == 0) return "";
        var clause = ReasonTable.Parse(code) switch
        {
            Reason.HolderMismatch => "第五条",
            Reason.DocumentMissing or Reason.SealInvalid or Reason.SealUntrusted or Reason.SealExpired or Reason.SealOfOtherCourt
                or Reason.OfficerIdMissing or Reason.AmountMissing => "第九条",
            Reason.ProductNotFreezable => "第十一条",
            Reason.PriorityClaim => "第十二条",
            Reason.PayeeNotRegistered or Reason.PayeeNameMismatch => "第十三条",
            _ => null,
        };
        return clause is null ? text : $"{text}（法〔2015〕321号{clause}）";
    }

    public static string IdKind(string code) => code switch
    {
        "10100" => "居民身份证号",
        "20500" => "营业执照号",
        "20600" => "组织机构代码",
        "24100" => "统一社会信用代码",
        _ => $"证件号码（{code}）",
    };

    /// <summary>CPXSZL.</summary>
    public static string SalesKind(string code) => code switch
    {
        "00" => "00 自有产品",
        "10" => "10 代销产品",
        _ => code,
    };

    public static string ClaimKind(string code) => code switch
    {
        "PLEDGE" => "质押",
        "MARGIN" => "保证金",
        "CO_OWNER" or "JOINT" or "JOINT_SHARE" => "共有",
        _ => code,
    };

    public static string Status(string code) => code switch
    {
        "NORMAL" => "正常",
        "DORMANT" => "久悬（不动户）",
        "CLOSED" => "已销户",
        _ => code,
    };

    public static string CashKind(string code) => code switch
    {
        "CASH" => "钞",
        "REMITTANCE" => "汇",
        _ => code,
    };

    /// <summary>Ⅰ, Ⅱ and Ⅲ in letters: many readers' fonts have no such numerals.</summary>
    public static string AccountClass(string text) => text.Replace("Ⅲ", "III", StringComparison.Ordinal).Replace("Ⅱ", "II", StringComparison.Ordinal).Replace("Ⅰ", "I", StringComparison.Ordinal);

    /// <summary>What a special kind of account is; an ordinary one has no nature worth a line.</summary>
    public static string Nature(string code) => code switch
    {
        "GENERAL" => "",
        _ => ProtectedKinds.Shipped.FirstOrDefault(k => k.Nature == code)?.Name ?? code,
    };

    /// <summary>A wire time, RFC 3339, as it is printed.</summary>
    public static string Time(string wire) =>
        DateTimeOffset.TryParse(wire, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("yyyy'/'MM'/'dd HH:mm:ss", CultureInfo.InvariantCulture) : wire;

    /// <summary>The day of a wire time.</summary>
    public static string Day(string wire) =>
        DateTimeOffset.TryParse(wire, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture) : wire;

    /// <summary>A wire date, yyyy-MM-dd, as it is printed.</summary>
    public static string Date(string wire) => wire.Replace('-', '/');

    public static string Period(string from, string to) => from.Length == 0 && to.Length == 0 ? "" : $"{Date(from)} 至 {Date(to)}";

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

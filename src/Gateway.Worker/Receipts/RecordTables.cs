using Gateway.Sealing;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>djxx and qlxx: the tables of freezes and of priority claims.</summary>
internal static class RecordTables
{
    private const double HeadingMm = 24;
    private const double Type = 3.2;

    /// <summary>Room for 999999999999.99 on one line: a broken number is misread.</summary>
    private const double AmountMm = 27;

    private static readonly OfdColumn[] FreezeColumns =
    [
        new("顺位 CSXH", 11, OfdAlignment.Center), new("冻结机关 DJJG", 43), new("文书号 DJWH", 42), new("限额 DJJE", AmountMm, OfdAlignment.Right), new("实际冻结", AmountMm, OfdAlignment.Right), new("到期日 DJJZRQ", 20, OfdAlignment.Center),
    ];

    private static readonly OfdColumn[] ClaimColumns =
    [
        new("序号 XH", 10, OfdAlignment.Center), new("权利种类 QLLX", 20), new("权利人 QLR", 43), new("金额 QLJE", AmountMm, OfdAlignment.Right), new("现占用金额", AmountMm, OfdAlignment.Right), new("地址及联系方式 QLRDZ QLRLXFS", 43),
    ];

    public static void Freezes(OfdFlow flow, string heading, IReadOnlyList<V1.FreezeRecord> freezes)
    {
        if (freezes.Count == 0) return;
        Heading(flow, heading);
        flow.Table(FreezeColumns, freezes.Select(f => (IReadOnlyList<string>)
        [
            ReceiptWords.Number(f.Rank), With(f.Authority, f.ProductNo, f.Remark), f.DocumentNo, f.Requested.Length == 0 ? "账户全部" : f.Requested, f.Actual, ReceiptWords.Date(f.To),
        ]), Type);
    }

    public static void Claims(OfdFlow flow, IReadOnlyList<V1.ClaimRecord> claims)
    {
        if (claims.Count == 0) return;
        Heading(flow, "优先受偿权及共有情况");
        flow.Table(ClaimColumns, claims.Select(c => (IReadOnlyList<string>)
        [
            ReceiptWords.Number(c.No), ReceiptWords.ClaimKind(c.Kind), With(c.Holder, c.ProductNo, c.Remark), c.Amount.Length == 0 ? "份额不明" : c.Amount, c.Take, $"{c.Address} {c.Contact}".Trim(),
        ]), Type);
    }

    /// <summary>JRCPBH and BEIZ are rare: they stand behind whom they are about.</summary>
    private static string With(string name, string productNo, string remark) =>
        name + (productNo.Length == 0 ? "" : $"（产品 {productNo}）") + (remark.Length == 0 ? "" : $"（{remark}）");

    /// <summary>A small heading that stays with what follows it.</summary>
    public static void Heading(OfdFlow flow, string text)
    {
        flow.Space(2);
        flow.Ensure(HeadingMm);
        flow.Paragraph(text, 3.5, bold: true);
        flow.Space(1);
    }
}

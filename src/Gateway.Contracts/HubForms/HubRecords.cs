using System.Globalization;

namespace Gateway.Contracts.HubForms;

/// <summary>djxx and qlxx: freezes of others and claims, in answers to controls and to inquiries.</summary>
static class HubRecords
{
    /// <param name="end">How DJJZRQ is written: the answers to controls and to inquiries differ.</param>
    public static HubElement Freeze(V1.FreezeRecord freeze, Func<string, string> end) => new HubElement("djxx")
        .Set("CSXH", Number(freeze.Rank))
        .Set("DJJG", freeze.Authority)
        .Set("DJWH", freeze.DocumentNo)
        .Set("DJJE", HubDates.Money(freeze.Requested))
        .Set("DJJZRQ", end(freeze.To))
        .Set("JRCPBH", freeze.ProductNo)
        // A freeze of a whole account has no amount: an empty DJJE alone could be a gap.
        .Set("BEIZ", Joined(freeze.Requested.Length == 0 ? "冻结整户" : "", freeze.Actual.Length == 0 ? "" : $"实际冻结 {HubDates.Money(freeze.Actual)}", freeze.Remark));

    public static HubElement Claim(V1.ClaimRecord claim, int no) => new HubElement("qlxx")
        .Set("XH", Number(no))
        .Set("QLLX", HubCodes.Claim(claim.Kind))
        .Set("QLR", claim.Holder)
        .Set("QLJE", HubDates.Money(claim.Amount))
        .Set("QLRDZ", claim.Address)
        .Set("QLRLXFS", claim.Contact)
        .Set("JRCPBH", claim.ProductNo)
        .Set("BEIZ", Joined(claim.Amount.Length == 0 ? "份额不明" : "", claim.Remark));

    /// <summary>A number; 0 means none.</summary>
    public static string Number(int number) => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Remarks, one behind the other.</summary>
    public static string Joined(params IEnumerable<string> remarks) => string.Join('；', remarks.Where(remark => remark.Length > 0));
}

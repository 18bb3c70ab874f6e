using System.Collections.Frozen;
using Gateway.Register.Orders;

namespace Gateway.Contracts.HubForms;

/// <summary>
/// The hub's codes and words, both ways, in one place: the annex that lists them is not public, so a bank checks this table against its own copy (README.md of src/Gateway.Ingress/HubSoap).
/// </summary>
public static class HubCodes
{
    /// <summary>KHZH of an inquiry that found nothing.</summary>
    public const string NothingFound = "查无开户信息";

    /// <summary>KHZH of an inquiry that was not answered.</summary>
    public const string ReviewFailed = "业务审核未通过";

    /// <summary>WSLB of the bank's receipt.</summary>
    public const string ReceiptKind = "回执";

    /// <summary>WJLX of the bank's receipt.</summary>
    public const string ReceiptExtension = "ofd";

    /// <summary>KZLX 2: another financial asset.</summary>
    public const string OtherAsset = "2";

    /// <summary>KZNR 2, the whole account, and 1, an amount.</summary>
    public const string WholeAccount = "2";
    public const string AnAmount = "1";

    /// <summary>KZZT.</summary>
    public const string Controlled = "1";
    public const string NotControlled = "2";

    // ISO 4217, numeric codes and the names that occur, for those the field allows both.
    static readonly FrozenDictionary<string, string> Currencies = new Dictionary<string, string>
    {
        ["156"] = "CNY", ["RMB"] = "CNY", ["人民币"] = "CNY", ["人民币元"] = "CNY", ["840"] = "USD", ["美元"] = "USD", ["344"] = "HKD", ["港币"] = "HKD", ["港元"] = "HKD", ["392"] = "JPY", ["日元"] = "JPY",
        ["978"] = "EUR", ["欧元"] = "EUR", ["826"] = "GBP", ["英镑"] = "GBP", ["446"] = "MOP", ["澳门元"] = "MOP", ["702"] = "SGD", ["新加坡元"] = "SGD", ["036"] = "AUD", ["澳大利亚元"] = "AUD", ["澳元"] = "AUD",
        ["124"] = "CAD", ["加拿大元"] = "CAD", ["加元"] = "CAD", ["756"] = "CHF", ["瑞士法郎"] = "CHF", ["410"] = "KRW", ["韩元"] = "KRW", ["764"] = "THB", ["泰铢"] = "THB", ["643"] = "RUB", ["卢布"] = "RUB",
        ["554"] = "NZD", ["新西兰元"] = "NZD", ["752"] = "SEK", ["瑞典克朗"] = "SEK", ["208"] = "DKK", ["丹麦克朗"] = "DKK", ["578"] = "NOK", ["挪威克朗"] = "NOK", ["901"] = "TWD", ["新台币"] = "TWD",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The first word that WSLB, or else WJMC, contains. A notice may be named after what it asks for; a ruling never is.
    static readonly (string Word, V1.DocumentKind Kind)[] DocumentWords =
    [
        ("工作证", V1.DocumentKind.WorkCard), ("公务证", V1.DocumentKind.DutyCard), ("查询清单", V1.DocumentKind.InquiryList), ("裁定", V1.DocumentKind.Ruling), ("协助", V1.DocumentKind.Notice),
        ("通知书", V1.DocumentKind.Notice), ("清单", V1.DocumentKind.InquiryList),
    ];

    static readonly FrozenDictionary<string, string> MediaTypes = new Dictionary<string, string>
    {
        ["ofd"] = "application/ofd", ["pdf"] = "application/pdf", ["txt"] = "text/plain", ["jpg"] = "image/jpeg", ["jpeg"] = "image/jpeg", ["png"] = "image/png", ["bmp"] = "image/bmp", ["gif"] = "image/gif",
        ["tif"] = "image/tiff", ["tiff"] = "image/tiff", ["doc"] = "application/msword",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>BZ as ISO 4217; what the table does not have stays as it is.</summary>
    public static string Currency(string hub) => Currencies.GetValueOrDefault(hub.ToUpperInvariant(), hub.ToUpperInvariant());

    /// <summary>KZCS, one digit or two; null if it is none.</summary>
    public static Measure? MeasureOf(string hub) => hub.TrimStart('0') is [>= '1' and <= '8'] code && hub.Length <= 2 ? (Measure)(code[0] - '0') : null;

    /// <summary>SFJH; null if it is neither.</summary>
    public static bool? YesOrNo(string hub) => hub.ToUpperInvariant() switch
    {
        "" or "0" or "2" or "N" or "NO" or "FALSE" or "否" => false,
        "1" or "Y" or "YES" or "TRUE" or "是" => true,
        _ => null,
    };

    /// <summary>WSLB, or else the document's name, as a kind of document.</summary>
    public static V1.DocumentKind DocumentKind(string category, string fileName) =>
        Known(category) ?? Known(fileName) ?? V1.DocumentKind.Other;

    /// <summary>WJLX, a file name's extension with or without its point, as a media type; what the table does not have stays as it is.</summary>
    public static string MediaType(string extension) => MediaTypes.GetValueOrDefault(extension.TrimStart('.'), extension);

    /// <summary>ZHZT.</summary>
    public static string Status(string status) => status switch
    {
        "NORMAL" => "正常",
        "DORMANT" => "久悬",
        "CLOSED" => "销户",
        _ => status,
    };

    /// <summary>ZJLX of a transaction.</summary>
    public static string Direction(bool debit) => debit ? "借" : "贷";

    /// <summary>QLLX.</summary>
    public static string Claim(string kind) => kind switch
    {
        "PLEDGE" => "质押",
        "MARGIN" => "保证金",
        "CO_OWNER" or "JOINT" or "JOINT_SHARE" => "共有",
        _ => kind,
    };

    /// <summary>BEIZ of a sub-account: 钞 or 汇.</summary>
    public static string Cash(string kind) => kind switch
    {
        "CASH" => "钞",
        "REMITTANCE" => "汇",
        _ => kind,
    };

    /// <summary>ZCKFJY.</summary>
    public static string Tradable(V1.AssetRecord asset) => asset.HasTradable ? asset.Tradable ? "是" : "否" : "";

    static V1.DocumentKind? Known(string text)
    {
        foreach (var (word, kind) in DocumentWords)
        {
            if (text.Contains(word, StringComparison.Ordinal)) return kind;
        }

        return null;
    }
}

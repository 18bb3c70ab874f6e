using System.Collections.Frozen;

namespace Gateway.Contracts.HubForms;

/// <summary>How long the hub's fields are, in characters, and where an element has its remark. A bank checks the widths against its copy of the annex.</summary>
static class HubWidths
{
    static readonly FrozenDictionary<string, int> Widths = new Dictionary<string, int>
    {
        ["BDHM"] = 30, ["CCXH"] = 8, ["KHZH"] = 30, ["GLZHHM"] = 30, ["CCLB"] = 20, ["KHWD"] = 100, ["KHWDDM"] = 20, ["KZNR"] = 8, ["BZ"] = 20, ["JE"] = 20, ["SE"] = 20, ["JLDW"] = 20, ["YE"] = 20, ["KYYE"] = 20,
        ["DJXE"] = 20, ["SKJE"] = 20, ["CESKJE"] = 20, ["SKSE"] = 20, ["KYSE"] = 20, ["ZCZJE"] = 20, ["ZCDWJG"] = 20, ["DJJE"] = 20, ["QLJE"] = 20,
        ["ZCMC"] = 40, ["ZCLX"] = 20, ["CPXSZL"] = 20, ["DQH"] = 30, ["JRCPBH"] = 30, ["LCZH"] = 50, ["ZJHKZH"] = 50, ["GLZJZH"] = 30, ["ZKHZH"] = 30,
        ["WNKZYY"] = 100, ["BEIZ"] = 1000, ["DJWH"] = 100, ["DJJG"] = 100, ["QLR"] = 200, ["QLRDZ"] = 200, ["QLRLXFS"] = 50, ["ZCKZXM"] = 200, ["ZCKZH"] = 50, ["ZCKZHKHH"] = 100, ["JYDSYHHH"] = 30, ["JYDSZJHM"] = 100,
        ["JYDSTXDZ"] = 200, ["JYDSLXDH"] = 50, ["TXDZ"] = 200, ["LXDH"] = 50, ["WJMC"] = 200, ["WJLX"] = 100, ["XCHTYY"] = 100, ["XCHTBZ"] = 1000, ["XCHTR"] = 50, ["XCHTDH"] = 50,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> Remarks = new Dictionary<string, string>
    {
        ["zhxx"] = "BEIZ", ["kzxx"] = "BEIZ", ["djxx"] = "BEIZ", ["qlxx"] = "BEIZ", ["glxx"] = "BEIZ", ["htxx"] = "XCHTBZ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Characters that the field holds; null: no width is known.</summary>
    public static int? Of(string attribute) => Widths.TryGetValue(attribute, out var width) ? width : null;

    /// <summary>The attribute of an element that holds remarks; null: its parent's does.</summary>
    public static string? RemarkOf(string element) => Remarks.GetValueOrDefault(element);
}

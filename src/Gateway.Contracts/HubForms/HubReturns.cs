using Gateway.Contracts.Fields;
using Gateway.Contracts.Orders;
using Google.Protobuf.Reflection;

namespace Gateway.Contracts.HubForms;

/// <summary>A return (补正, 退回) of an order.</summary>
/// <param name="Reason">XCHTYY.</param>
/// <param name="Note">XCHTBZ: what to mend.</param>
/// <param name="Contact">XCHTR: whom to ask.</param>
/// <param name="Phone">XCHTDH.</param>
public sealed record HubReturn(string OrderNo, string Reason, string Note, string Contact, string Phone);

/// <summary>htxx: what goes back to the court unanswered, in its own words.</summary>
public static class HubReturns
{
    /// <summary>XCHTYY of a message that is no order.</summary>
    public const string NoOrder = "请求数据不符合规范";

    /// <summary>XCHTYY of an order of a court that the channel may not speak for.</summary>
    public const string CourtNotAllowed = "发起法院不在本通道范围内";

    /// <summary>htxxList.</summary>
    public static HubElement Of(HubReturn back) => new HubElement("htxxList").Add(new HubElement("htxx")
        .Set("BDHM", back.OrderNo)
        .Set("XCHTYY", back.Reason)
        .Set("XCHTBZ", back.Note)
        .Set("XCHTR", back.Contact)
        .Set("XCHTDH", back.Phone));

    /// <summary>What is wrong with an order, each with the courts' short name of the field and the number of the line: no value is repeated.</summary>
    public static string Words(IEnumerable<FieldFault> faults) => string.Join('；', faults.Select(Words));

    static string Words(FieldFault fault)
    {
        var line = fault.Field.Split('[') is [_, var index, ..] && int.TryParse(index.Split(']')[0], System.Globalization.CultureInfo.InvariantCulture, out var at) ? $"第{at + 1}项 " : "";
        return $"{line}{Field(fault.Field)} {Chinese(fault.Description)}";
    }

    // Paths of the hub's own elements end in a short name; those of the protocol in a field that the table knows by one.
    static string Field(string path)
    {
        var parts = path.Split('.').Select(part => part.Split('[')[0]).ToList();
        if (parts[0] != "order") return parts[^1];
        MessageDescriptor? message = V1.Order.Descriptor;
        FieldDescriptor? field = null;
        foreach (var part in parts.Skip(1))
        {
            field = message?.FindFieldByName(part);
            message = field?.FieldType == FieldType.Message ? field.MessageType : null;
        }

        return field?.FieldType == FieldType.String && FieldTable.Of(field.FullName).ShortName is { Length: > 0 } name ? name : Chinese(parts[^1]);
    }

    static string Chinese(string words) => words switch
    {
        "is missing" => "缺失",
        "order" => "请求",
        "documents" => "文书",
        "content" => "文书内容",
        "target" => "控制账户",
        "lines" => "控制明细",
        "names no measure" => "无控制措施",
        "are missing: a control has at least one" => "缺失",
        _ when words.StartsWith("is longer than", StringComparison.Ordinal) => "超过长度",
        _ when words.StartsWith("are more than", StringComparison.Ordinal) => "数量过多",
        _ when words.StartsWith("is no amount", StringComparison.Ordinal) => "不是金额",
        _ when words.StartsWith("is no date", StringComparison.Ordinal) => "不是日期（yyyy-MM-dd）",
        _ when words.StartsWith("is no currency", StringComparison.Ordinal) => "不是币种代码",
        _ when words.StartsWith("is no measure", StringComparison.Ordinal) => "不是控制措施代码（01至08）",
        _ when words.StartsWith("is neither", StringComparison.Ordinal) => "不是约定代码",
        _ when words.StartsWith("is damaged", StringComparison.Ordinal) => "编码损坏，无法读取",
        _ when words.StartsWith("contains", StringComparison.Ordinal) => "含不允许的字符",
        _ when words.Contains("already", StringComparison.Ordinal) || words.Contains("again", StringComparison.Ordinal) => "重复",
        _ => "不符合规范",
    };
}

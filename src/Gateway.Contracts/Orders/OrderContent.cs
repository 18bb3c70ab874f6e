using System.Globalization;
using System.Text;
using Gateway.Contracts.Fields;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gateway.Contracts.Orders;

/// <summary>
/// What an order says, in a canonical form that two sendings of it share (C30): the business fields without the sent time, and apart from them the
/// documents' kinds and numbers. Works on any message, valid or not, because a repeat is recognised before validation. Fields that are empty are not
/// written, so that a field added to the protocol later changes nothing for orders without it.
/// </summary>
public static class OrderContent
{
    /// <summary>The business fields: all but the sent time and the documents.</summary>
    public static byte[] BusinessFields(V1.Order message) => Encoding.UTF8.GetBytes(
        Canonical(message, field => field.FieldNumber is not (V1.Order.SentTimeFieldNumber or V1.Order.DocumentsFieldNumber)));

    /// <summary>Kinds and numbers of the documents, in whatever order they were sent.</summary>
    public static byte[] DocumentList(V1.Order message) => Encoding.UTF8.GetBytes(string.Concat(
        message.Documents
            .Select(document => Canonical(document, field => field.FieldNumber is V1.Document.KindFieldNumber or V1.Document.DocumentNoFieldNumber))
            .Select(text => Part("document", text))
            .Order(StringComparer.Ordinal)));

    static string Canonical(IMessage message, Func<FieldDescriptor, bool> counts)
    {
        var text = new StringBuilder();
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(counts))
        {
            if (field.ContainingOneof is not null && field.ContainingOneof.Accessor.GetCaseFieldDescriptor(message) != field) continue;
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated)
            {
                // Lines are known by their numbers: the order in which they were written down says nothing.
                foreach (var element in ((System.Collections.IEnumerable)value).Cast<object>().Select(e => Value(field, e)).Order(StringComparer.Ordinal))
                    text.Append(Part(field.Name, element));
            }
            else if (Value(field, value) is { Length: > 0 } written || field.ContainingOneof is not null)
            {
                text.Append(Part(field.Name, Value(field, value)));
            }
        }

        return text.ToString();
    }

    static string Value(FieldDescriptor field, object? value) => value switch
    {
        null or false => "",
        true => "1",
        string text => Text(field, text),
        Enum number => Convert.ToInt32(number, CultureInfo.InvariantCulture) is var n && (n == 0 || n == DefaultOf(field)) ? "" : n.ToString(CultureInfo.InvariantCulture),
        IMessage inner => Canonical(inner, _ => true),
        _ => throw new NotSupportedException($"{field.FullName}: no canonical form"),
    };

    // 6000 and 6000.00 are the same amount.
    static string Text(FieldDescriptor field, string text) =>
        FieldTable.Of(field.FullName).Form == FieldForm.Amount && WireText.ReadAmount(text) is { } amount
            ? amount.ToString("0.############################", CultureInfo.InvariantCulture)
            : text;

    // What the protocol says that "unspecified" means.
    static int DefaultOf(FieldDescriptor field) =>
        field.EnumType == V1.OrderReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(V1.CaseKind)) ? (int)V1.CaseKind.Execution
        : field.EnumType == V1.OrderReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(V1.AssetKind)) ? (int)V1.AssetKind.Deposit
        : 0;

    // The length in front makes the form unambiguous whatever the value holds.
    static string Part(string name, string value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value.Length}:{value};");
}

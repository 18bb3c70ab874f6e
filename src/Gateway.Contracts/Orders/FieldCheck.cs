using Gateway.Contracts.Fields;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gateway.Contracts.Orders;

/// <summary>Holds every text, number and document of a message against <see cref="FieldTable"/>: lengths, forms, known enum values. What is missing is not its business.</summary>
static class FieldCheck
{
    public static void Check(IMessage message, string path, List<FieldFault> faults)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var at = $"{path}.{field.Name}";
            if (field.IsRepeated) CheckRepeated(message, field, at, faults);
            else CheckOne(field, field.Accessor.GetValue(message), at, faults);
        }
    }

    static void CheckRepeated(IMessage message, FieldDescriptor field, string at, List<FieldFault> faults)
    {
        var elements = (System.Collections.IList)field.Accessor.GetValue(message);
        for (var i = 0; i < elements.Count; i++) CheckOne(field, elements[i], $"{at}[{i}]", faults);
    }

    static void CheckOne(FieldDescriptor field, object? value, string at, List<FieldFault> faults)
    {
        var fault = (field.FieldType, value) switch
        {
            (FieldType.String, string text) => TextFault(FieldTable.Of(field.FullName), text),
            (FieldType.Bytes, ByteString bytes) => bytes.Length > FieldTable.MaximumDocumentBytes ? $"is longer than {FieldTable.MaximumDocumentBytes} bytes" : null,
            (FieldType.Enum, { } number) => field.EnumType.FindValueByNumber((int)number) is null ? "is no known value" : null,
            _ => null,
        };
        if (fault is not null) faults.Add(new FieldFault(at, fault));
        if (value is IMessage inner) Check(inner, at, faults);
    }

    public static string? TextFault(FieldRule rule, string text) =>
        text.Length > rule.MaximumLength ? $"is longer than {rule.MaximumLength} characters" : WireText.Fault(rule.Form, text);
}

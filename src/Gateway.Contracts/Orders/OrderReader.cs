using Gateway.Contracts.Fields;
using Gateway.Register.Orders;
using Google.Protobuf;

namespace Gateway.Contracts.Orders;

/// <summary>
/// Reads a court's message as an order. Only what is no order is a fault: no number, court, measure, line or account, a value that does not parse or is
/// too long, too many lines or documents. Whatever else is wrong (a missing, zero, negative or over-precise amount, a bad term, a missing document or
/// party) is read as it is, to be answered by a sealed receipt (Rule 17).
/// </summary>
public static class OrderReader
{
    const string Root = "order";

    /// <summary>Reads a message.</summary>
    /// <param name="message">The order as sent; null: the request held none.</param>
    /// <param name="sm3">SM3 of a document's bytes, lower-case hexadecimal. Called only for an order without faults.</param>
    public static OrderReading Read(V1.Order? message, Func<ByteString, string> sm3)
    {
        if (message is null) return new OrderReading(null, [new FieldFault(Root, "is missing")]);
        var faults = new List<FieldFault>();
        FieldCheck.Check(message, Root, faults);
        Require(message.OrderNo, $"{Root}.order_no", faults);
        Require(message.CourtCode, $"{Root}.court_code", faults);
        var lines = LineReader.Lines(message);
        CheckMeasure(message, lines, faults);
        if (message.Documents.Count > FieldTable.MaximumDocuments) faults.Add(new FieldFault($"{Root}.documents", $"are more than {FieldTable.MaximumDocuments}"));
        return faults.Count > 0 ? new OrderReading(null, faults) : new OrderReading(Map(message, lines, sm3), []);
    }

    /// <summary>Why a text can be no order number; null if it can.</summary>
    public static string? NumberFault(string orderNo) =>
        orderNo.Length == 0 ? "is missing" : FieldCheck.TextFault(FieldTable.Of(V1.Order.Descriptor.FindFieldByNumber(V1.Order.OrderNoFieldNumber).FullName), orderNo);

    static void CheckMeasure(V1.Order message, IReadOnlyList<LineSource> lines, List<FieldFault> faults)
    {
        if (message.MeasureCase == V1.Order.MeasureOneofCase.None)
        {
            faults.Add(new FieldFault(Root, "names no measure"));
            return;
        }

        if (message.MeasureCase == V1.Order.MeasureOneofCase.Inquiry) return;
        var path = $"{Root}.{LineReader.MeasureField(message)}.lines";
        if (lines.Count == 0) faults.Add(new FieldFault(path, "are missing: a control has at least one"));
        if (lines.Count > FieldTable.MaximumLines) faults.Add(new FieldFault(path, $"are more than {FieldTable.MaximumLines}"));
        for (var i = 0; i < lines.Count; i++)
        {
            Require(lines[i].Target.LineNo, $"{path}[{i}].target.line_no", faults);
            Require(lines[i].Target.Account, $"{path}[{i}].target.account", faults);
            if (lines[i].Measure == default) faults.Add(new FieldFault($"{path}[{i}].measure", "is no measure: 01 to 08 are expected"));
        }

        CheckDuplicates(path, lines, faults);
    }

    static void CheckDuplicates(string path, IReadOnlyList<LineSource> lines, List<FieldFault> faults)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var targets = new Dictionary<(string Account, string SubAccount), List<(int Line, string Currency)>>();
        for (var i = 0; i < lines.Count; i++)
        {
            var target = lines[i].Target;
            if (target.LineNo.Length > 0 && !numbers.TryAdd(target.LineNo, i))
                faults.Add(new FieldFault($"{path}[{i}].target.line_no", $"is the number of lines[{numbers[target.LineNo]}] already"));
            if (target.Account.Length == 0) continue;
            if (!targets.TryGetValue((target.Account, target.SubAccount), out var before)) targets[(target.Account, target.SubAccount)] = before = [];
            // An empty currency means the account's own, so it may be any of the others.
            foreach (var (line, currency) in before.Where(b => b.Currency == target.Currency || b.Currency.Length == 0 || target.Currency.Length == 0).Take(1))
                faults.Add(new FieldFault($"{path}[{i}].target", $"names the account, sub-account and currency of lines[{line}] again"));
            before.Add((i, target.Currency));
        }
    }

    static void Require(string value, string path, List<FieldFault> faults)
    {
        if (value.Length == 0) faults.Add(new FieldFault(path, "is missing"));
    }

    static Order Map(V1.Order message, IReadOnlyList<LineSource> lines, Func<ByteString, string> sm3) => new()
    {
        OrderNo = message.OrderNo,
        Kind = message.MeasureCase == V1.Order.MeasureOneofCase.Inquiry ? OrderKind.Inquiry : OrderKind.Control,
        CourtCode = message.CourtCode,
        CourtName = message.CourtName,
        CaseNo = message.CaseNo,
        CaseKind = message.CaseKind == V1.CaseKind.Unspecified ? CaseKind.Execution : (CaseKind)message.CaseKind,
        Officer = new Officer(message.Officer?.Name ?? "", message.Officer?.Phone ?? "", message.Officer?.WorkCardNo ?? "", message.Officer?.DutyCardNo ?? ""),
        Party = new PartyIdentity(message.Party?.Name ?? "", message.Party?.IdKind ?? "", message.Party?.IdNumber ?? ""),
        DocumentNo = message.Inquiry?.DocumentNo ?? "",
        DocumentName = message.DocumentName,
        Remark = message.Remark,
        SentTime = WireText.ReadTime(message.SentTime),
        TransactionsFrom = WireText.ReadDate(message.Inquiry?.TransactionsFrom ?? ""),
        TransactionsTo = WireText.ReadDate(message.Inquiry?.TransactionsTo ?? ""),
        Lines = [.. lines.Select(LineReader.Map)],
        Documents = [.. message.Documents.Select(document => Map(document, sm3))],
    };

    // A document that says no kind is none of those that an order needs.
    static CourtDocument Map(V1.Document document, Func<ByteString, string> sm3) => new(
        document.Kind == V1.DocumentKind.Unspecified ? DocumentKind.Other : (DocumentKind)document.Kind,
        document.FileName, document.MediaType, document.DocumentNo, sm3(document.Content), document.Content.Length,
        document.DetachedSeal.IsEmpty ? null : sm3(document.DetachedSeal));
}

using Gateway.Contracts.Fields;

namespace Gateway.Contracts.Answers;

/// <summary>Writes the machine-readable half of a receipt: it stands beside the sealed OFD and, as JSON, inside it.</summary>
public static class ReceiptBodies
{
    /// <summary>The body of a receipt.</summary>
    /// <param name="content">The order and its answers.</param>
    /// <param name="kind">Which of the four kinds.</param>
    /// <param name="bank">The answering bank.</param>
    /// <param name="asOf">FKSJ: the moment for which the receipt speaks (Rule 8).</param>
    public static V1.ReceiptBody Of(ReceiptContent content, V1.ReceiptKind kind, BankIdentity bank, DateTimeOffset asOf)
    {
        var body = new V1.ReceiptBody
        {
            OrderNo = content.Key.OrderNo,
            OrderVersion = content.Key.Version,
            Kind = kind,
            BankName = bank.Name,
            BankCode = bank.Code,
            CourtCode = content.Order.CourtCode,
            CourtName = content.Order.CourtName,
            CaseNo = content.Order.CaseNo,
            ArrivedTime = WireText.Time(content.ArrivedAt, bank.TimeZone),
            ServiceTime = WireText.Time(content.ServiceTime, bank.TimeZone),
            AsOfTime = WireText.Time(asOf, bank.TimeZone),
        };
        body.Controls.AddRange(content.Answers.Select(answer => ControlAnswers.Of(answer, bank.TimeZone)));
        if (content.Inquiry is { } inquiry) body.Inquiry = InquiryAnswers.Of(inquiry, bank.TimeZone);
        return body;
    }
}

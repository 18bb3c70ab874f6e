using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Gateway.Contracts.Answers;
using Gateway.Contracts.Fields;
using Gateway.Contracts.V1;
using Gateway.Store;
using Google.Protobuf;
using OrderState = Gateway.Contracts.V1.OrderState;
using ReceiptKind = Gateway.Contracts.V1.ReceiptKind;

namespace Gateway.Ingress.Grpc;

/// <summary>What the store knows, as messages.</summary>
static class Replies
{
    public static SubmitReply Acknowledgement(KnownOrder order, BankIdentity bank) => new()
    {
        OrderNo = order.Key.OrderNo,
        OrderVersion = order.Key.Version,
        ArrivedTime = WireText.Time(order.ArrivedAt, bank.TimeZone),
        ServiceTime = WireText.Time(order.ServiceTime, bank.TimeZone),
    };

    public static Receipt Of(StoredReceipt receipt, BankIdentity bank) => new()
    {
        Sequence = receipt.Sequence,
        OrderNo = receipt.Order.OrderNo,
        OrderVersion = receipt.Order.Version,
        Kind = (ReceiptKind)receipt.Kind,
        CreatedTime = WireText.Time(receipt.CreatedAt, bank.TimeZone),
        Ofd = UnsafeByteOperations.UnsafeWrap(receipt.Ofd),
        MediaType = "application/ofd",
        OfdBytes = receipt.Large?.Bytes ?? receipt.Ofd.Length,
        OfdMd5 = receipt.Large?.Md5 ?? Md5(receipt.Ofd),
        FileName = string.Create(CultureInfo.InvariantCulture, $"receipt-{receipt.Sequence:D8}.ofd"),
        Body = ReceiptBody.Parser.ParseFrom(receipt.Body),
    };

    [SuppressMessage("Security", "CA5351", Justification = "The courts' field asks for it; what proves the receipt is its seal.")]
    static string Md5(byte[] ofd) => Convert.ToHexStringLower(MD5.HashData(ofd));

    public static OrderStatus Of(OrderFile file, StoredReceipt? final, BankIdentity bank) => new()
    {
        OrderNo = file.Key.OrderNo,
        OrderVersion = file.Key.Version,
        // In review is no state of its own in the store: it follows from the lines.
        State = file.LinesInReview > 0 || file.InquiryInReview ? OrderState.InReview : (OrderState)file.State,
        ArrivedTime = WireText.Time(file.ArrivedAt, bank.TimeZone),
        ServiceTime = WireText.Time(file.ServiceTime, bank.TimeZone),
        Lines = file.Order.Lines.Count,
        OpenLines = file.OpenLines,
        ReceiptSequence = final?.Sequence ?? 0,
    };
}

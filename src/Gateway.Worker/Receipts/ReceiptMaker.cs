using System.Text;
using Gateway.Contracts.Answers;
using Gateway.Contracts.Fields;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Damage;
using Gateway.Store.Objections;
using Gateway.Worker.Inquiries;
using Google.Protobuf;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>
/// Turns an order's answers into its receipt (8): one message, printed on the pages, attached to them as JSON, and all of it under the bank's seal,
/// so that what people read and what machines read cannot differ.
/// </summary>
internal sealed class ReceiptMaker(BankIdentity bank, SealRing seals)
{
    /// <summary>The name under which the machine-readable payload is attached.</summary>
    public const string PayloadName = "receipt.json";

    /// <summary>A larger OFD does not travel in one message: gRPC clients take 4 MiB unless they are told otherwise, and the message beside it needs room too.</summary>
    private const long MessageBytes = 2L << 20;

    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithIndentation());

    /// <summary>The FINAL receipt of a complete order.</summary>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public async Task<NewReceipt> MakeAsync(OrderFile file, DateTimeOffset now, CancellationToken cancel)
    {
        var content = new ReceiptContent(file.Key, file.Order, file.ArrivedAt, file.ServiceTime, file.Answers, file.Inquiry);
        var body = ReceiptBodies.Of(content, V1.ReceiptKind.Final, bank, AsOf(file) ?? now);
        return new NewReceipt(file.Key, ReceiptKind.Final, await SealAsync(body, file.Order, now, null, cancel).ConfigureAwait(false), body.ToByteArray(), now) { OrderKind = file.Order.Kind };
    }

    /// <summary>
    /// The FINAL receipt of an inquiry whose transactions are in a file: attached beside the message, under the same seal, without ever being held. What comes out small enough for a message
    /// is handed over like any other receipt.
    /// </summary>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public async Task<NewReceipt> MakeWithStatementAsync(OrderFile file, TransactionStatement statement, ILargeDocuments documents, DateTimeOffset now, CancellationToken cancel)
    {
        var content = new ReceiptContent(file.Key, file.Order, file.ArrivedAt, file.ServiceTime, file.Answers, file.Inquiry);
        var body = ReceiptBodies.Of(content, V1.ReceiptKind.Final, bank, AsOf(file) ?? now);
        var (ofd, large) = await SealWithStatementAsync(body, file.Order, statement, documents, now, null, cancel).ConfigureAwait(false);
        return new NewReceipt(file.Key, ReceiptKind.Final, ofd, body.ToByteArray(), now) { OrderKind = file.Order.Kind, Large = large };
    }

    /// <summary>
    /// The document of a receipt anew, after the one that there was is damaged: it says what was stored, word for word, of the day of which it was; only the seal is of now, and the pages tell so.
    /// </summary>
    /// <returns>The document; empty where it is too large to hold, and stored.</returns>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public Task<(byte[] Ofd, LargeDocument? Large)> RemakeAsync(DamagedReceipt damaged, byte[] stored, OrderFile file, ILargeDocuments documents, DateTimeOffset now, CancellationToken cancel)
    {
        var body = V1.ReceiptBody.Parser.ParseFrom(stored);
        return damaged.Kind == ReceiptKind.Final && file.Inquiry?.Statement is { } statement
            ? SealWithStatementAsync(body, file.Order, statement, documents, now, damaged.CreatedAt, cancel)
            : SealAgainAsync();

        async Task<(byte[], LargeDocument?)> SealAgainAsync() => (await SealAsync(body, file.Order, now, damaged.CreatedAt, cancel).ConfigureAwait(false), null);
    }

    /// <summary>The INTERIM receipt of a control some of whose lines wait: the answers that are there, and of the others that they wait.</summary>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public async Task<NewReceipt> MakeInterimAsync(OrderFile file, DateTimeOffset now, CancellationToken cancel)
    {
        var known = file.Answers.ToDictionary(a => a.LineNo, StringComparer.Ordinal);
        var answers = file.Order.Lines.Select(line => known.GetValueOrDefault(line.LineNo) ?? Waiting(line, file.ServiceTime)).ToList();
        var body = ReceiptBodies.Of(new ReceiptContent(file.Key, file.Order, file.ArrivedAt, file.ServiceTime, answers, null), V1.ReceiptKind.Interim, bank, now);
        return new NewReceipt(file.Key, ReceiptKind.Interim, await SealAsync(body, file.Order, now, null, cancel).ConfigureAwait(false), body.ToByteArray(), now);
    }

    private static LineAnswer Waiting(ControlLine line, DateTimeOffset serviceTime) => new()
    {
        LineNo = line.LineNo,
        Measure = line.Measure,
        Account = line.Account,
        SubAccount = line.SubAccount,
        ProductNo = line.ProductNo,
        WholeAccount = line.WholeAccount,
        Currency = line.Currency,
        Controlled = false,
        Open = true,
        Remark = "本项尚在办理，办结后以最终回执为准。",
        ServiceTime = serviceTime,
    };

    /// <summary>The ADVANCE receipt of a freeze that takes more now: its line alone, as it stands.</summary>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public async Task<NewReceipt> MakeNoticeAsync(OrderFile file, WaitingNotice notice, DateTimeOffset now, CancellationToken cancel)
    {
        // The measure and the product that the court named.
        var line = file.Order.Lines.First(l => l.LineNo == notice.Answer.LineNo);
        var answer = notice.Answer with { Measure = line.Measure, ProductNo = line.ProductNo };
        // C16: after a transfer the present court is spoken to.
        var order = file.Order with { CourtCode = notice.CourtCode ?? file.Order.CourtCode, CourtName = notice.CourtName ?? file.Order.CourtName };
        var content = new ReceiptContent(file.Key, order, file.ArrivedAt, file.ServiceTime, [answer], null);
        var body = ReceiptBodies.Of(content, V1.ReceiptKind.Advance, bank, answer.AsOf ?? now);
        var ofd = await SealAsync(body, file.Order, now, null, cancel).ConfigureAwait(false);
        return new NewReceipt(file.Key, ReceiptKind.Advance, ofd, body.ToByteArray(), now) { NoticeId = notice.NoticeId, ChannelId = notice.ChannelId };
    }

    /// <summary>The CORRECTION of what was told of a line: it alone, as it stands now.</summary>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public async Task<NewReceipt> MakeCorrectionAsync(OrderFile file, LineAnswer answer, DateTimeOffset now, CancellationToken cancel)
    {
        var body = ReceiptBodies.Of(new ReceiptContent(file.Key, file.Order, file.ArrivedAt, file.ServiceTime, [answer], null), V1.ReceiptKind.Correction, bank, answer.AsOf ?? now);
        return new NewReceipt(file.Key, ReceiptKind.Correction, await SealAsync(body, file.Order, now, null, cancel).ConfigureAwait(false), body.ToByteArray(), now);
    }

    private static OfdAttachment PayloadOf(V1.ReceiptBody body) => new(PayloadName, "application/json", Encoding.UTF8.GetBytes(Json.Format(body)));

    /// <summary>The letter of the bank's own objection (异议书).</summary>
    /// <exception cref="SealSignerException">The bank's seal cannot be had at present.</exception>
    public async Task<NewReceipt> MakeObjectionAsync(OrderFile file, Objection objection, DateTimeOffset now, CancellationToken cancel)
    {
        var body = ReceiptBodies.Of(new ReceiptContent(file.Key, file.Order, file.ArrivedAt, file.ServiceTime, [], null), V1.ReceiptKind.Objection, bank, now);
        body.Objection = new V1.Objection
        {
            ObjectionNo = objection.ObjectionId,
            LineNo = objection.LineNo,
            Text = objection.Text,
            RaisedTime = WireText.Time(objection.RaisedAt, bank.TimeZone),
            ReplyUntil = WireText.Date(objection.ReplyUntil),
        };
        var ofd = await SealAsync(body, file.Order, now, null, cancel).ConfigureAwait(false);
        return new NewReceipt(file.Key, ReceiptKind.Objection, ofd, body.ToByteArray(), now) { ObjectionId = objection.ObjectionId, ReplyUntil = objection.ReplyUntil, OrderKind = file.Order.Kind };
    }

    private async Task<(byte[] Ofd, LargeDocument? Large)> SealWithStatementAsync(
        V1.ReceiptBody body, Order order, TransactionStatement statement, ILargeDocuments documents, DateTimeOffset now, DateTimeOffset? madeFirst, CancellationToken cancel)
    {
        var (document, placement) = ReceiptDocument.Compose(body, order, bank, now, madeFirst);
        document.Attachments.Add(PayloadOf(body));
        document.LargeAttachments.Add(new OfdLargeAttachment(
            statement.FileName, "text/csv", statement.Bytes, Convert.FromHexString(statement.Sm3), c => documents.ReadLargeAsync(statement.Key, 0, c)));
        await using var ofd = ScratchFile.Open();
        await SealedOfd.WriteToAsync(document, seals.At(now), now, placement, ofd, cancel).ConfigureAwait(false);
        ofd.Position = 0;
        if (ofd.Length > MessageBytes) return ([], await documents.StoreLargeAsync(ofd, cancel).ConfigureAwait(false));
        var small = new byte[ofd.Length];
        await ofd.ReadExactlyAsync(small, cancel).ConfigureAwait(false);
        return (small, null);
    }

    private async Task<byte[]> SealAsync(V1.ReceiptBody body, Order order, DateTimeOffset now, DateTimeOffset? madeFirst, CancellationToken cancel)
    {
        var (document, placement) = ReceiptDocument.Compose(body, order, bank, now, madeFirst);
        document.Attachments.Add(PayloadOf(body));
        return await SealedOfd.WriteAsync(document, seals.At(now), now, placement, cancel).ConfigureAwait(false);
    }

    /// <summary>FKSJ: an inquiry's own moment; a control's last look at the core. Null where the core was never asked.</summary>
    private static DateTimeOffset? AsOf(OrderFile file) => file.Inquiry?.AsOf ?? file.Answers.Max(a => a.AsOf);
}

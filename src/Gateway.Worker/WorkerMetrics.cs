using System.Diagnostics.Metrics;
using Gateway.Bus;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Receipts;
using Gateway.Worker.Turns;

namespace Gateway.Worker;

/// <summary>What the worker counts and times.</summary>
internal sealed class WorkerMetrics : IDisposable
{
    private readonly Meter _meter = new("Gateway.Worker");
    private readonly Counter<long> _lines;
    private readonly Counter<long> _inquiries;
    private readonly Counter<long> _coreFaults;
    private readonly Counter<long> _receipts;
    private readonly Counter<long> _receiptFailures;
    private readonly Counter<long> _notices;
    private readonly Counter<long> _interims;
    private readonly Counter<long> _lateClaims;
    private readonly Counter<long> _payments;
    private readonly Histogram<double> _turnSeconds;
    private readonly Histogram<double> _receiptSeconds;
    private readonly Histogram<double> _relaySeconds;
    private readonly Histogram<double> _orderSeconds;

    public WorkerMetrics(ReceiptRests rests)
    {
        _meter.CreateObservableGauge("gateway.receipts.failing", () => rests.Failing, null, "Receipts that failed and were not made since: an alarm");
        _interims = _meter.CreateCounter<long>("gateway.interims", null, "Courts told what is known while lines of theirs wait");
        _lines = _meter.CreateCounter<long>("gateway.lines", null, "Control lines that came to their outcome");
        _inquiries = _meter.CreateCounter<long>("gateway.inquiries", null, "Inquiries answered");
        _coreFaults = _meter.CreateCounter<long>("gateway.core.faults", null, "Core calls that failed after the adapter's own retries");
        _receipts = _meter.CreateCounter<long>("gateway.orders.answered", null, "Orders answered by a final receipt");
        _receiptFailures = _meter.CreateCounter<long>("gateway.receipt.failures", null, "Receipts that could not be made");
        _notices = _meter.CreateCounter<long>("gateway.notices", null, "Courts told that a freeze of theirs takes more");
        _lateClaims = _meter.CreateCounter<long>("gateway.claims.late", null, "Claims registered or raised behind a court's freeze: an alarm");
        _payments = _meter.CreateCounter<long>("gateway.payments", null, "Remittances to other banks that were confirmed or came back; outcome Returned is an alarm");
        _turnSeconds = _meter.CreateHistogram<double>("gateway.turn.duration", "s", "From opening an account's turn to its outcome");
        _receiptSeconds = _meter.CreateHistogram<double>("gateway.receipt.duration", "s", "Composing, sealing and storing a receipt");
        _relaySeconds = _meter.CreateHistogram<double>("gateway.relay.duration", "s", "From writing a row of the outbox until the bus has it, by topic");
        // What is an alarm the first time it happens must have been nought before: else nobody sees it rise.
        _receiptFailures.Add(0);
        _lateClaims.Add(0);
        foreach (var fault in Enum.GetValues<CoreFault>()) _coreFaults.Add(0, new KeyValuePair<string, object?>("fault", fault.ToString()));
        foreach (var outcome in Enum.GetValues<PaymentState>()) if (outcome != PaymentState.Pending) _payments.Add(0, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        _orderSeconds = _meter.CreateHistogram<double>("gateway.order.duration", "s", "From the time of service to the stored FINAL receipt, by kind");
    }

    /// <summary>The bank's own expiry lines are counted too, as measure Expire.</summary>
    public void LineDone(Measure measure, TurnEnd end, TimeSpan took)
    {
        var outcome = end.Refused ? "refused" : end.Reason is null ? "done" : "in part";
        _lines.Add(1, new("measure", measure.ToString()), new("outcome", outcome), new("reason", ReasonOf(end.Reason)));
        _turnSeconds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("measure", measure.ToString()));
    }

    public void InquiryDone(InquiryAnswer answer) =>
        _inquiries.Add(1, new("outcome", answer.Refusal is not null ? "refused" : answer.Found ? "found" : "nothing"), new("reason", ReasonOf(answer.Refusal)));

    public void CoreFault(CoreFault fault) => _coreFaults.Add(1, new KeyValuePair<string, object?>("fault", fault.ToString()));

    /// <param name="now">Of the service's clock, as the time of service is.</param>
    public void ReceiptStored(OrderFile file, TimeSpan took, DateTimeOffset now)
    {
        var kind = new KeyValuePair<string, object?>("kind", file.Order.Kind == OrderKind.Control ? "control" : "inquiry");
        _receipts.Add(1, kind);
        _receiptSeconds.Record(took.TotalSeconds, kind);
        _orderSeconds.Record(Math.Max(0, (now - file.ServiceTime).TotalSeconds), kind);
    }

    public void Relayed(WorkTopic topic, IReadOnlyList<OutboxRow> rows, DateTimeOffset now)
    {
        var label = new KeyValuePair<string, object?>("topic", topic == WorkTopic.Control ? "control" : "inquiry");
        foreach (var row in rows)
            if (row.AddedAt > 0) _relaySeconds.Record(Math.Max(0, TimeSpan.FromTicks(now.UtcTicks - row.AddedAt).TotalSeconds), label);
    }

    public void NoticeStored() => _notices.Add(1);

    public void InterimStored() => _interims.Add(1);

    public void LateClaims(int claims) => _lateClaims.Add(claims);

    public void PaymentDone(PaymentState outcome) => _payments.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void ReceiptFailed() => _receiptFailures.Add(1);

    public void Dispose() => _meter.Dispose();

    // The register's own names: as many as it has reasons.
    private static string ReasonOf(Reason? reason) => reason?.ToString() ?? "";
}

using Gateway.Bus;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Receipts;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Inquiries;

/// <summary>Answers a party's inquiries (7). They wait for no control line: an answer speaks for its own moment.</summary>
internal sealed class InquiryRunner(
    IStore store, InquiryAnswering answering, InquiryYield yielding, WorkRetries retries, ReceiptStage receipts, WorkerOptions options, WorkerMetrics metrics, ILogger<InquiryRunner> log)
{
    /// <returns>null: none is open any more; else how long the party's inquiries rest.</returns>
    /// <exception cref="OperationCanceledException">There may be work left.</exception>
    public async Task<TimeSpan?> RunAsync(string partyKey, CancellationToken stopping, CancellationToken cancel)
    {
        var work = new WorkMessage(WorkTopic.Inquiry, partyKey);
        if (retries.RestOf(work) is { } left) return left;
        try
        {
            while (await store.ReadInquiriesAsync(partyKey, options.InquiryBatch, cancel).ConfigureAwait(false) is { Count: > 0 } open)
            {
                foreach (var inquiry in open)
                {
                    stopping.ThrowIfCancellationRequested();
                    await yielding.GiveWayAsync(stopping).ConfigureAwait(false);
                    await AnswerAsync(inquiry, cancel).ConfigureAwait(false);
                    retries.Passed(work);
                }
            }

            retries.Passed(work);
            return null;
        }
        catch (CoreFaultException fault)
        {
            metrics.CoreFault(fault.Fault);
            var (attempts, length) = retries.Failed(work, fault.Fault is CoreFault.Malformed or CoreFault.Refused);
            Log.InquiryFault(log, fault.Fault, fault.Code, attempts);
            return length;
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of the party: others go on
        {
            var (attempts, length) = retries.Failed(work, hopeless: problem is InvariantBrokenException);
            Log.InquiryFailed(log, problem, attempts);
            return length;
        }
    }

    private async Task AnswerAsync(OpenInquiry inquiry, CancellationToken cancel)
    {
        var answer = await answering.AnswerAsync(inquiry, cancel).ConfigureAwait(false);
        // Answered by another worker meanwhile: that one sees to the receipt.
        if (!await store.RecordInquiryAsync(inquiry.Order, answer, cancel).ConfigureAwait(false)) return;
        metrics.InquiryDone(answer);
        receipts.Offer(inquiry.Order, OrderKind.Inquiry);
    }
}

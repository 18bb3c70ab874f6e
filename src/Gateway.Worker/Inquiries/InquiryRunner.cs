using Gateway.Bus;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Worker.Receipts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Worker.Inquiries;

/// <summary>Answers a party's inquiries (7). They wait for no control line: an answer speaks for its own moment.</summary>
internal sealed class InquiryRunner(
    IStore store, InquiryAnswering answering, InquiryYield yielding, OrderTraffic traffic, PauseBoard pauses, WorkRetries retries, SetbackNotes setbacks, ReceiptStage receipts, Rules rules, IOptions<CoreBankingOptions> core, WorkerOptions options, WorkerMetrics metrics, TimeProvider time, ILogger<InquiryRunner> log) : IDisposable
{
    // No more than the core may be asked about: those that wait for the core begin nothing that a control would have to wait for.
    private readonly SemaphoreSlim _answering = new(core.Value.InquiryCalls);

    /// <returns>null: none is open any more; else how long the party's inquiries rest.</returns>
    /// <exception cref="OperationCanceledException">There may be work left.</exception>
    public async Task<TimeSpan?> RunAsync(string partyKey, CancellationToken stopping, CancellationToken cancel)
    {
        var work = new WorkMessage(WorkTopic.Inquiry, partyKey);
        if (retries.RestOf(work) is { } left) return left;
        OrderKey? inHand = null;
        try
        {
            while (true)
            {
                var open = await store.ReadInquiriesAsync(partyKey, options.InquiryBatch, cancel).ConfigureAwait(false);
                var paused = await PausedAsync(open, cancel).ConfigureAwait(false);
                // A message comes once the pause is over.
                if (open.Count > 0 && paused.Count == open.Count) return null;
                foreach (var inquiry in open.Except(paused))
                {
                    stopping.ThrowIfCancellationRequested();
                    inHand = inquiry.Order;
                    await AnswerAsync(inquiry, stopping, cancel).ConfigureAwait(false);
                    retries.Passed(work);
                }

                retries.Passed(work);
                // One that came since they were read has sent a message of its own.
                if (open.Count < options.InquiryBatch) return null;
            }
        }
        catch (CoreFaultException fault)
        {
            metrics.CoreFault(fault.Fault);
            var (attempts, length) = retries.Failed(work, fault.Fault is CoreFault.Malformed or CoreFault.Refused);
            Log.InquiryFault(log, fault.Fault, fault.Code, attempts);
            if (inHand is not null) await setbacks.AtOrderAsync(inHand, OrderStep.Answer, fault, cancel).ConfigureAwait(false);
            return length;
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of the party: others go on
        {
            var (attempts, length) = retries.Failed(work, hopeless: problem is InvariantBrokenException);
            Log.InquiryFailed(log, problem, attempts);
            if (inHand is not null) await setbacks.AtOrderAsync(inHand, OrderStep.Answer, problem, cancel).ConfigureAwait(false);
            return length;
        }
    }

    /// <summary>Those that wait for the end of a pause (22). What is known may be a poll old, so the store is asked before anything waits.</summary>
    private async Task<IReadOnlyList<OpenInquiry>> PausedAsync(IReadOnlyList<OpenInquiry> open, CancellationToken cancel)
    {
        IReadOnlyList<OpenInquiry> In(PauseSet set) => [.. open.Where(i => set.OfInquiries(i.Order.ChannelId) is not null)];
        return In(await pauses.KnownAsync(cancel).ConfigureAwait(false)).Count == 0 ? [] : In(await pauses.ReadAsync(cancel).ConfigureAwait(false));
    }

    private async Task AnswerAsync(OpenInquiry inquiry, CancellationToken stopping, CancellationToken cancel)
    {
        using var span = WorkerTrace.Answer(inquiry);
        if (inquiry is { DocumentRefusal: null, Review: null } && FreezeRegister.ReviewOfInquiry(inquiry.Header, inquiry.Notes, rules) is { } need)
        {
            await store.RecordInquiryReviewAsync(inquiry.Order, need, TimeSpan.FromHours(options.ReviewHours), cancel).ConfigureAwait(false);
            Log.InquiryWaits(log, inquiry.Order);
            return;
        }

        using var hand = traffic.Enter(OrderKind.Inquiry);
        var answer = await TakeAnswerAsync(inquiry, stopping, cancel).ConfigureAwait(false);
        // Answered by another worker meanwhile: that one sees to the receipt.
        if (!await store.RecordInquiryAsync(inquiry.Order, answer, cancel).ConfigureAwait(false)) return;
        metrics.InquiryDone(answer);
        receipts.Offer(inquiry.Order, OrderKind.Inquiry);
    }

    /// <summary>What waits for the store afterwards keeps no other from the core.</summary>
    private async Task<InquiryAnswer> TakeAnswerAsync(OpenInquiry inquiry, CancellationToken stopping, CancellationToken cancel)
    {
        await _answering.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            await yielding.GiveWayAsync(stopping).ConfigureAwait(false);
            return inquiry.Review is { Verdict: not ReviewVerdict.Approved } against
                ? new InquiryAnswer { Refusal = Reason.ReviewRejected, ReasonDetail = against.Detail, AsOf = time.GetUtcNow() }
                : await answering.AnswerAsync(inquiry, cancel).ConfigureAwait(false);
        }
        finally
        {
            _answering.Release();
        }
    }

    public void Dispose() => _answering.Dispose();
}

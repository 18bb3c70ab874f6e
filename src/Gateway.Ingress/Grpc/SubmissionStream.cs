using System.Threading.Channels;
using Gateway.Contracts.V1;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Quotas;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RpcStatus = Google.Rpc.Status;

namespace Gateway.Ingress.Grpc;

/// <summary>
/// Many orders on one stream. Three stages run side by side: orders are prepared several at a time, made durable (those on one account in the order in which
/// they came, see <see cref="CommitLanes"/>), and answered in the order in which they came. A faulty one does not end the stream.
/// </summary>
sealed class SubmissionStream(Submission submission, CallEdge edge, IHostApplicationLifetime lifetime, IOptions<IngressOptions> options)
{
    sealed record Preparing(long Index, string OrderNo, Task<PreparedOrder> Task);

    sealed record Committing(long Index, string OrderNo, Task<(SubmitReply? Reply, RpcStatus? Fault)> Task);

    /// <param name="identify">Whose call it is, asked for each order: a certificate may be taken out of the register while its stream stands.</param>
    public async Task RunAsync(Func<Register.Courts.Channel> identify, IAsyncStreamReader<SubmitRequest> requests, IServerStreamWriter<SubmitManyReply> replies, ServerCallContext context)
    {
        using var admissions = new StreamAdmissions();
        // One stage that ends early ends the others: nobody may wait for a reader that is gone.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var preparing = Channel.CreateBounded<Preparing>(options.Value.OrdersPerStream);
        var committing = Channel.CreateBounded<Committing>(options.Value.CommitsPerStream);
        Task[] stages =
        [
            EndAll(PrepareAsync(identify, requests, preparing.Writer, admissions, ending.Token), ending),
            EndAll(CommitAsync(preparing.Reader, committing.Writer, admissions, context, ending.Token), ending),
            EndAll(AnswerAsync(committing.Reader, replies, context, ending.Token), ending),
        ];
        await Task.WhenAll(stages).ConfigureAwait(false);
        // Everything that was read has its answer; what was not read goes to whatever takes this process's place.
        lifetime.ApplicationStopping.ThrowIfCancellationRequested();
    }

    async Task PrepareAsync(Func<Register.Courts.Channel> identify, IAsyncStreamReader<SubmitRequest> requests, ChannelWriter<Preparing> prepared, StreamAdmissions admissions, CancellationToken cancel)
    {
        for (long index = 0; await NextAsync(requests, cancel).ConfigureAwait(false); index++)
        {
            var (channel, order) = (identify(), requests.Current.Order);
            // Room first, work then: as many orders are in memory as the stage may hold.
            await prepared.WaitToWriteAsync(cancel).ConfigureAwait(false);
            var task = Task.Run(() => PrepareAsync(channel, order, admissions, cancel), cancel);
            await prepared.WriteAsync(new Preparing(index, order?.OrderNo ?? "", task), cancel).ConfigureAwait(false);
        }

        prepared.Complete();
    }

    // A sender who is too fast is read more slowly. Who has so many streams that even that waits too long is turned away.
    async Task<PreparedOrder> PrepareAsync(Register.Courts.Channel channel, Order? order, StreamAdmissions admissions, CancellationToken cancel)
    {
        var (admission, refused) = await submission.AdmitAsync(channel, order, patient: true, cancel).ConfigureAwait(false);
        if (admission is null) return new PreparedOrder(channel, order, refused, null);
        admissions.Keep(admission);
        return await submission.PrepareAsync(channel, order, admission, cancel).ConfigureAwait(false) with { Admission = admission };
    }

    async Task<(SubmitReply?, RpcStatus?)> CommitAsync(PreparedOrder order, StreamAdmissions admissions, CancellationToken cancel)
    {
        try
        {
            return await submission.CommitAsync(order, cancel).ConfigureAwait(false);
        }
        finally
        {
            admissions.Release(order.Admission);
        }
    }

    // False at the end of the stream, and when the service stops.
    async Task<bool> NextAsync(IAsyncStreamReader<SubmitRequest> requests, CancellationToken cancel)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        try
        {
            return await requests.MoveNext(reading.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task CommitAsync(ChannelReader<Preparing> prepared, ChannelWriter<Committing> committing, StreamAdmissions admissions, ServerCallContext context, CancellationToken cancel)
    {
        var lanes = new CommitLanes();
        await foreach (var next in prepared.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            Task<(SubmitReply?, RpcStatus?)> commit;
            try
            {
                var order = await next.Task.ConfigureAwait(false);
                commit = lanes.Run(order, () => CommitAsync(order, admissions, cancel));
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                commit = Task.FromResult<(SubmitReply?, RpcStatus?)>((null, edge.StatusOf(fault, context)));
            }

            await committing.WriteAsync(new Committing(next.Index, next.OrderNo, commit), cancel).ConfigureAwait(false);
        }

        committing.Complete();
    }

    async Task AnswerAsync(ChannelReader<Committing> committing, IServerStreamWriter<SubmitManyReply> replies, ServerCallContext context, CancellationToken cancel)
    {
        await foreach (var next in committing.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            var (reply, fault) = await SettleAsync(next.Task, context, cancel).ConfigureAwait(false);
            var message = new SubmitManyReply { Index = next.Index, OrderNo = next.OrderNo };
            if (reply is not null) message.Accepted = reply;
            else message.Fault = fault;
            await replies.WriteAsync(message, cancel).ConfigureAwait(false);
        }
    }

    async Task<(SubmitReply?, RpcStatus?)> SettleAsync(Task<(SubmitReply?, RpcStatus?)> committed, ServerCallContext context, CancellationToken cancel)
    {
        try
        {
            return await committed.ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            return (null, edge.StatusOf(fault, context));
        }
    }

    static async Task EndAll(Task stage, CancellationTokenSource ending)
    {
        var done = false;
        try
        {
            await stage.ConfigureAwait(false);
            done = true;
        }
        finally
        {
            if (!done) await ending.CancelAsync().ConfigureAwait(false);
        }
    }
}

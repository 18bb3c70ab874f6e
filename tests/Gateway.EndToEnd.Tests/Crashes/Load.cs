using System.Collections.Concurrent;
using System.Globalization;
using Gateway.EndToEnd.Tests.Support;
using Grpc.Core;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>Courts that order without end on a few accounts, and send again what was not acknowledged, as a hub does.</summary>
internal sealed class Load(Desk desk, IReadOnlyList<string> accounts, int seed) : IDisposable
{
    const int Courts = 3;

    readonly ConcurrentDictionary<string, SubmitReply> acknowledged = [];
    readonly ConcurrentBag<string> problems = [];
    readonly SemaphoreSlim acknowledgements = new(0);
    TaskCompletionSource up = Completed();

    /// <summary>Acknowledged orders by number.</summary>
    public IReadOnlyDictionary<string, SubmitReply> Acknowledged => acknowledged;

    /// <summary>Anything but an acknowledgement or a broken connection.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>Orders until stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Courts).Select(court => Task.Run(() => RunCourtAsync(court, stop), CancellationToken.None)));

    /// <summary>Waits for so many further acknowledgements, or until the time is up.</summary>
    public async Task AwaitAcknowledgementsAsync(int count, TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        for (var i = 0; i < count && !late.IsCancellationRequested; i++)
            await acknowledgements.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The gateway is about to be killed: who finds it gone waits for <see cref="GatewayIsUp"/>.</summary>
    public void GatewayGoesDown() => Interlocked.Exchange(ref up, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>The gateway takes orders again.</summary>
    public void GatewayIsUp() => Volatile.Read(ref up).TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => acknowledgements.Dispose();

    async Task RunCourtAsync(int court, CancellationToken stop)
    {
        var random = new Random(seed + court);
        var frozen = new List<(string Order, string Account)>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var form = Next(random, $"K{court}-{i}", court % 2 == 0 ? "F10" : "F11", frozen);
            await SendUntilAcknowledgedAsync(desk.Write(form));
            if (form.Verb == OrderVerb.Freeze) frozen.Add((form.Order, form.Lines[0].Account!));
        }
    }

    OrderForm Next(Random random, string order, string court, List<(string Order, string Account)> frozen)
    {
        var kind = random.Next(10);
        var account = accounts[random.Next(accounts.Count)];
        var amount = random.Next(1, 500_00).ToString(CultureInfo.InvariantCulture) + ".00";
        var fund = court == "F10" ? "9001" : "9002";
        if (kind == 0) return new OrderForm { Verb = OrderVerb.Inquire, Order = order, Court = court };
        if (kind <= 4 || frozen.Count == 0) return Desk.Freeze(order, account, amount, court);
        var (original, on) = frozen[random.Next(frozen.Count)];
        return kind switch
        {
            <= 6 => new OrderForm { Verb = OrderVerb.Deduct, Order = order, Court = court, Lines = [new LineForm { Account = on, Amount = amount, Payee = fund, Original = original }] },
            <= 8 => new OrderForm { Verb = OrderVerb.Release, Order = order, Court = court, Lines = [new LineForm { Account = on, Original = original }] },
            _ => new OrderForm { Verb = OrderVerb.FreezeAndDeduct, Order = order, Court = court, Lines = [new LineForm { Account = account, Amount = amount, Payee = fund }] },
        };
    }

    async Task SendUntilAcknowledgedAsync(Order order)
    {
        while (true)
        {
            var running = Volatile.Read(ref up).Task;
            try
            {
                acknowledged[order.OrderNo] = await desk.Hub.SubmitAsync(order, CancellationToken.None);
                acknowledgements.Release();
                return;
            }
            catch (RpcException broken) when (broken.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
            {
                // Died under the call or is not up again yet: the same order once more.
                await running;
            }
            catch (RpcException refused)
            {
                problems.Add($"{order.OrderNo}: {GrpcFaults.Describe(refused)}");
                return;
            }
        }
    }

    static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.SetResult();
        return source;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Grpc.Core;

namespace Gateway.Bench.Load;

/// <summary>A hub that sends orders, watches its stream of receipts, and acknowledges beside it what came, so that the stream never waits for an acknowledgement: each order is timed from its sending, or from the moment that it was due, to its FINAL receipt.</summary>
internal sealed class OrdersInFlight : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly HubClient _hub;
    readonly ConcurrentDictionary<string, TaskCompletionSource<Receipt>> _open = [];
    readonly CancellationTokenSource _stop = new();
    readonly Channel<long> _unacknowledged = System.Threading.Channels.Channel.CreateUnbounded<long>();
    readonly Task _watching;
    readonly Task _acknowledging;

    public OrdersInFlight(HubClient hub)
    {
        _hub = hub;
        _watching = WatchAsync();
        _acknowledging = AcknowledgeAsync();
    }

    /// <summary>Times that an order was told to come again.</summary>
    public int SentAgain => _sentAgain;

    int _sentAgain;

    /// <summary>So many at a time, the next as soon as one is answered.</summary>
    /// <returns>How long each took, shortest first.</returns>
    public async Task<IReadOnlyList<TimeSpan>> ClosedAsync(IReadOnlyList<Order> orders, int inFlight)
    {
        var times = new ConcurrentBag<TimeSpan>();
        await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (order, _) => times.Add(await TimeAsync(order, Stopwatch.GetTimestamp())));
        return [.. times.Order()];
    }

    /// <summary>One at each tick of a clock, whether or not those before are answered. Time counts from the tick, so that an order which had to wait for the sender is late as well (no coordinated omission).</summary>
    /// <param name="orders">What is sent.</param>
    /// <param name="perSecond">How often the clock ticks.</param>
    public async Task<IReadOnlyList<TimeSpan>> OpenAsync(IReadOnlyList<Order> orders, double perSecond)
    {
        var begun = Stopwatch.GetTimestamp();
        var sent = new List<Task<TimeSpan>>();
        for (var i = 0; i < orders.Count; i++)
        {
            var due = TimeSpan.FromSeconds(i / perSecond);
            var early = due - Stopwatch.GetElapsedTime(begun);
            if (early > TimeSpan.Zero) await Task.Delay(early);
            var order = orders[i];
            var tick = begun + (long)(due.TotalSeconds * Stopwatch.Frequency);
            sent.Add(Task.Run(() => TimeAsync(order, tick)));
        }

        return [.. (await Task.WhenAll(sent)).Order()];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _unacknowledged.Writer.Complete();
        await _acknowledging;
        _stop.Dispose();
    }

    async Task<TimeSpan> TimeAsync(Order order, long from)
    {
        var answered = new TaskCompletionSource<Receipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[order.OrderNo] = answered;
        await SubmitAsync(order);
        var receipt = await answered.Task.WaitAsync(Patience);
        if (receipt.Body.Controls is [{ Controlled: false } refused, ..]) throw new InvalidOperationException($"{order.OrderNo} was not frozen: {refused.ReasonText}");
        return Stopwatch.GetElapsedTime(from);
    }

    async Task SubmitAsync(Order order)
    {
        while (true)
        {
            try
            {
                await _hub.SubmitAsync(order, CancellationToken.None);
                return;
            }
            catch (RpcException full) when (full.StatusCode == StatusCode.ResourceExhausted)
            {
                Interlocked.Increment(ref _sentAgain);
                await Task.Delay(Pause);
            }
        }
    }

    async Task WatchAsync()
    {
        var next = 1L;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var receipt in _hub.WatchReceiptsAsync(next, acknowledgedToo: false, _stop.Token))
                {
                    next = receipt.Sequence + 1;
                    if (receipt.Kind == ReceiptKind.Final && _open.TryRemove(receipt.OrderNo, out var answered)) answered.SetResult(receipt);
                    _unacknowledged.Writer.TryWrite(receipt.Sequence);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or RpcException && _stop.IsCancellationRequested)
            {
                return; // asked to end
            }
            catch (RpcException broken)
            {
                await Console.Error.WriteLineAsync($"the stream of receipts broke off and is begun again: {broken.Status}");
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>What came while the one before was under way goes in one call.</summary>
    async Task AcknowledgeAsync()
    {
        while (await _unacknowledged.Reader.WaitToReadAsync())
        {
            var sequences = new List<long>();
            while (_unacknowledged.Reader.TryRead(out var sequence)) sequences.Add(sequence);
            try
            {
                await _hub.AcknowledgeAsync(sequences, _stop.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or RpcException && _stop.IsCancellationRequested)
            {
                return; // asked to end
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Gateway.Hub.Orders;
using Grpc.Core;

namespace Gateway.Hub.Chaos;

/// <summary>Courts that order without end, and send again what was not acknowledged, as a hub does; now and then what was acknowledged, too.</summary>
/// <param name="hubs">Connections to the processes that take orders.</param>
/// <param name="write">Turns a form into an order with its documents.</param>
/// <param name="accounts">Accounts that are ordered on, with their holders.</param>
/// <param name="courts">Ordering courts, each with a fund account.</param>
/// <param name="seed">Which orders.</param>
internal sealed class CourtLoad(IReadOnlyList<HubClient> hubs, Func<OrderForm, Order> write, IReadOnlyList<(string Account, Person Holder)> accounts, IReadOnlyList<CourtForm> courts, int seed) : IDisposable
{
    /// <summary>A call that takes longer has met a process that stands still.</summary>
    static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>One order in so many is sent once more after its acknowledgement.</summary>
    const int RepeatOneIn = 20;

    readonly ConcurrentDictionary<string, Order> acknowledged = [];
    readonly ConcurrentBag<string> problems = [];
    readonly SemaphoreSlim acknowledgements = new(0);

    /// <summary>Acknowledged orders by number.</summary>
    public IReadOnlyDictionary<string, Order> Acknowledged => acknowledged;

    /// <summary>Anything but an acknowledgement or a broken connection.</summary>
    public IReadOnlyCollection<string> Problems => problems;

    /// <summary>Orders until stopped; ends when everything that was sent is acknowledged.</summary>
    public Task RunAsync(int senders, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => RunSenderAsync(sender, stop), CancellationToken.None)));

    /// <summary>Waits for so many further acknowledgements, or until the time is up.</summary>
    public async Task AwaitAcknowledgementsAsync(int count, TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        for (var i = 0; i < count && !late.IsCancellationRequested; i++)
            await acknowledgements.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => acknowledgements.Dispose();

    async Task RunSenderAsync(int sender, CancellationToken stop)
    {
        var random = new Random(unchecked((seed * 397) + sender));
        var court = courts[sender % courts.Count];
        var frozen = new List<(string Order, (string Account, Person Holder) On)>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var form = Next(random, $"K{sender}-{i}", court, frozen);
            var order = write(form);
            if (!await SendUntilAcknowledgedAsync(order, random, repeat: false)) continue;
            if (form.Verb == OrderVerb.Freeze) frozen.Add((form.Order, (form.Lines[0].Account!, form.Party!)));
            if (random.Next(RepeatOneIn) == 0) await SendUntilAcknowledgedAsync(order, random, repeat: true);
        }
    }

    OrderForm Next(Random random, string order, CourtForm court, List<(string Order, (string Account, Person Holder) On)> frozen)
    {
        var kind = random.Next(10);
        var (account, holder) = accounts[random.Next(accounts.Count)];
        var amount = random.Next(1, 500_00).ToString(CultureInfo.InvariantCulture) + ".00";
        var fund = court.Funds[0].Account;
        OrderForm Form(OrderVerb verb, params LineForm[] lines) => new() { Verb = verb, Order = order, Court = court.Code, Party = holder, Lines = lines };
        if (kind == 0) return Form(OrderVerb.Inquire);
        if (kind <= 4 || frozen.Count == 0) return Form(OrderVerb.Freeze, new LineForm { Account = account, Amount = amount });
        (var original, (var on, holder)) = frozen[random.Next(frozen.Count)];
        return kind switch
        {
            <= 6 => Form(OrderVerb.Deduct, new LineForm { Account = on, Amount = amount, Payee = fund, Original = original }),
            7 => Form(OrderVerb.Release, new LineForm { Account = on, Amount = "1.00", Original = original }),
            8 => Form(OrderVerb.Release, new LineForm { Account = on, Original = original }),
            _ => Form(OrderVerb.FreezeAndDeduct, new LineForm { Account = account, Amount = amount, Payee = fund }),
        };
    }

    async Task<bool> SendUntilAcknowledgedAsync(Order order, Random random, bool repeat)
    {
        while (true)
        {
            using var late = new CancellationTokenSource(CallLimit);
            try
            {
                var reply = await hubs[random.Next(hubs.Count)].SubmitAsync(order, late.Token);
                if (repeat && !reply.Repeat) problems.Add($"{order.OrderNo}: taken as a new order when it came again");
                if (acknowledged.TryAdd(order.OrderNo, order)) acknowledgements.Release();
                return true;
            }
            catch (RpcException broken) when (broken.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled or StatusCode.ResourceExhausted)
            {
                // Died under the call, stands still, or is not up again yet: the same order once more.
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (RpcException refused)
            {
                problems.Add($"{order.OrderNo}: {GrpcFaults.Describe(refused)}");
                return false;
            }
        }
    }
}

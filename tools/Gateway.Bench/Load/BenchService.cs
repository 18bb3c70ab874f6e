using System.Diagnostics;
using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;

namespace Gateway.Bench.Load;

/// <summary>A whole gateway and a core simulator as processes with their default settings, with accounts to freeze, and a hub that sends.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    /// <summary>Who orders.</summary>
    public static readonly CourtForm Court = new("F10", "甲市人民法院", [new FundForm("9001", "甲市人民法院执行款专户", "CNY")]);

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly DevelopmentAuthority _authority;
    readonly DevelopmentService _service;
    readonly StoreFolder _folder;
    readonly bool _isFolderOwn;
    OrdersInFlight? _inFlight;

    BenchService(DevelopmentAuthority authority, DevelopmentService service, StoreFolder folder, bool isFolderOwn, int firstOrder)
    {
        (_authority, _service, _folder, _isFolderOwn) = (authority, service, folder, isFolderOwn);
        Orders = new BenchOrders([Court], service.Pki.SealOf, DevelopmentPki.BankName, service.Clock, firstOrder);
    }

    /// <summary>Makes orders.</summary>
    public BenchOrders Orders { get; }

    /// <summary>Sends them.</summary>
    public OrdersInFlight InFlight => _inFlight ??= new OrdersInFlight(_service.Hub);

    /// <summary>The gateway's, the core simulator's, and this one, which is the load.</summary>
    public IReadOnlyList<BenchProcess> Processes =>
        [.. _service.Nodes.Select(n => new BenchProcess(n.Name, n.Process!.Id, IsGateway: true)), new("core", _service.CoreProcess, false), new("load", Environment.ProcessId, false)];

    /// <summary>The gateway's processes.</summary>
    public IEnumerable<int> Gateway => _service.Nodes.Select(n => n.Process!.Id);

    /// <summary>The files of the gateway's data.</summary>
    public IEnumerable<FileInfo> Files => new DirectoryInfo(_folder.Data).EnumerateFiles("*", SearchOption.AllDirectories);

    /// <param name="deployment">Which processes.</param>
    /// <param name="store">A store with something in it; null: an empty one of its own.</param>
    /// <param name="firstOrder">Number of the first order: others that this store has seen had those before.</param>
    public static async Task<BenchService> StartAsync(Deployment deployment, StoreFolder? store = null, int firstOrder = 0)
    {
        var folder = store ?? new StoreFolder();
        var authority = new DevelopmentAuthority();
        // A store remembers whose certificate it knows: a second gateway on it needs those of the first.
        var pki = Directory.Exists(Path.Combine(folder.Root, "seals")) ? DevelopmentPki.Load(folder.Root) : DevelopmentPki.Create(folder.Root, authority, [Court]);
        // Once a day, and in the middle of what is measured where a store never had its run: it reads every frozen account from the core.
        KeyValuePair<string, string>[] settings = [new("Worker:ReconcileMinutesAfterMidnight", "0")];
        var service = await DevelopmentService.StartAsync(Programs.Find(), pki, [Court], settings, deployment, CancellationToken.None);
        await Parallel.ForAsync(0, BenchOrders.Accounts, async (i, cancel) => await service.Core.PutAccountAsync(
            BenchOrders.AccountNo(i), new { currency = "CNY", balance = "10000000.00", status = "NORMAL", holder = BenchOrders.Holder(i) }, cancel));
        return new BenchService(authority, service, folder, isFolderOwn: store is null, firstOrder);
    }

    /// <summary>Ends the gateway as a service manager does and starts it again. To be called before anything is sent.</summary>
    /// <returns>From the start of its process until it is ready.</returns>
    public async Task<TimeSpan> RestartAsync()
    {
        await _service.StopGatewayAsync(CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        _service.StartGateway();
        await _service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>The size of the receipt that an order got.</summary>
    public async Task<int> ReceiptBytesAsync(Order order) => (await _service.Hub.GetReceiptAsync(order.OrderNo, 0, Patience, CancellationToken.None)).Ofd.Length;

    /// <summary>Sends an order and asks for its receipt by its number, past the channel's other receipts.</summary>
    /// <returns>From its sending to its receipt.</returns>
    public async Task<TimeSpan> AnswerAsync(Order order)
    {
        var begun = Stopwatch.GetTimestamp();
        var reply = await _service.Hub.SubmitAsync(order, CancellationToken.None);
        var receipt = await _service.Hub.GetReceiptAsync(order.OrderNo, reply.OrderVersion, Patience, CancellationToken.None);
        if (receipt.Body.Controls is [{ Controlled: false } refused, ..]) throw new InvalidOperationException($"{order.OrderNo} was not frozen: {refused.ReasonText}");
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>A gauge without labels of the first process.</summary>
    public async Task<long> GaugeAsync(string name)
    {
        var metrics = await _service.Nodes[0].MetricsAsync(CancellationToken.None);
        return long.Parse(metrics.Split('\n').First(l => l.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_inFlight is not null) await _inFlight.DisposeAsync();
        await _service.DisposeAsync();
        _authority.Dispose();
        if (_isFolderOwn) _folder.Dispose();
    }
}

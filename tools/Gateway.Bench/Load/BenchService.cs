using Gateway.Contracts.V1;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;

namespace Gateway.Bench.Load;

/// <summary>A whole gateway and a core simulator as processes with their default settings, with accounts to freeze, and a hub that sends.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    static readonly CourtForm[] Courts = [new("F10", "甲市人民法院", [new FundForm("9001", "甲市人民法院执行款专户", "CNY")])];

    readonly DevelopmentAuthority _authority;
    readonly DevelopmentService _service;

    BenchService(DevelopmentAuthority authority, DevelopmentService service)
    {
        _authority = authority;
        _service = service;
        Orders = new BenchOrders(Courts, service.Pki.SealOf, DevelopmentPki.BankName, service.Clock);
        InFlight = new OrdersInFlight(service.Hub);
    }

    /// <summary>Makes orders.</summary>
    public BenchOrders Orders { get; }

    /// <summary>Sends them.</summary>
    public OrdersInFlight InFlight { get; }

    /// <summary>The gateway's processes.</summary>
    public IEnumerable<int> Gateway => _service.Nodes.Select(n => n.Process!.Id);

    /// <summary>The core simulator's.</summary>
    public int Core => _service.CoreProcess;

    /// <summary>Where the gateway keeps its data.</summary>
    public string Folder => Path.Combine(_service.Pki.Folder, "data");

    public static async Task<BenchService> StartAsync(Deployment deployment)
    {
        var authority = new DevelopmentAuthority();
        var pki = DevelopmentPki.Create(Directory.CreateTempSubdirectory("gateway-bench-").FullName, authority, Courts);
        var service = await DevelopmentService.StartAsync(Programs.Find(), pki, Courts, [], deployment, CancellationToken.None);
        await Parallel.ForAsync(0, BenchOrders.Accounts, async (i, cancel) => await service.Core.PutAccountAsync(
            BenchOrders.AccountNo(i), new { currency = "CNY", balance = "10000000.00", status = "NORMAL", holder = BenchOrders.Holder(i) }, cancel));
        return new BenchService(authority, service);
    }

    /// <summary>The size of the receipt that an order got.</summary>
    public async Task<int> ReceiptBytesAsync(Order order) => (await _service.Hub.GetReceiptAsync(order.OrderNo, 0, TimeSpan.FromMinutes(1), CancellationToken.None)).Ofd.Length;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await InFlight.DisposeAsync();
        await _service.DisposeAsync();
        _authority.Dispose();
        Directory.Delete(_service.Pki.Folder, recursive: true);
    }
}

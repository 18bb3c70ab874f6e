using Gateway.Hub.Documents;
using Gateway.Hub.Pki;
using Gateway.Sealing;

namespace Gateway.EndToEnd.Tests.Support;

/// <summary>A running gateway with its core simulator, and a hub that writes orders for it.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public static readonly CourtForm F10 = new("F10", "甲市人民法院", [new FundForm("9001", "甲市人民法院执行款专户", "CNY")]);
    public static readonly CourtForm F11 = new("F11", "乙市人民法院", [new FundForm("9002", "乙市人民法院执行款专户", "CNY")]);
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    readonly OrderDefaults defaults;
    readonly ReceiptCheck check;

    Desk(DevelopmentService service, DevelopmentAuthority authority, IReadOnlyList<CourtForm> courts)
    {
        Service = service;
        Authority = authority;
        Courts = courts;
        defaults = new OrderDefaults { Courts = courts, Today = () => BankTime.DayOf(service.Clock.GetUtcNow()) };
        check = new ReceiptCheck(new SealVerifier(TrustStore.FromCertificates([service.Pki.RootCertificate]), new SealPolicy()), service.Pki.BankCertificateFingerprint);
    }

    public DevelopmentService Service { get; }
    public DevelopmentAuthority Authority { get; }
    public IReadOnlyList<CourtForm> Courts { get; }
    public HubClient Hub => Service.Hub;

    public static Task<Desk> OpenAsync(IReadOnlyList<CourtForm> courts, params KeyValuePair<string, string>[] settings) => DeployAsync(courts, Deployment.Embedded, settings);

    /// <summary>The same with a gateway of several processes: <c>Service.Nodes</c> are started, killed and paused one by one.</summary>
    public static Task<Desk> DeployAsync(IReadOnlyList<CourtForm> courts, Deployment deployment, params KeyValuePair<string, string>[] settings) =>
        StartAsync(Programs.Find(), courts, deployment, settings);

    /// <summary>The same inside the tests' own process.</summary>
    public static Task<Desk> OpenHereAsync(IReadOnlyList<CourtForm> courts, params KeyValuePair<string, string>[] settings) =>
        StartAsync(new ProgramsInThisProcess(Programs.Find()), courts, Deployment.Embedded, settings);

    static async Task<Desk> StartAsync(Programs programs, IReadOnlyList<CourtForm> courts, Deployment deployment, KeyValuePair<string, string>[] settings)
    {
        var authority = new DevelopmentAuthority();
        var pki = DevelopmentPki.Create(Directory.CreateTempSubdirectory("gateway-test-").FullName, authority, courts);
        return new Desk(await DevelopmentService.StartAsync(programs, pki, courts, settings, deployment, CancellationToken.None), authority, courts);
    }

    public Task PutAccountAsync(string account, string balance, string status = "NORMAL") =>
        Service.Core.PutAccountAsync(account, new { currency = "CNY", balance, status, holder = Person.Standard }, CancellationToken.None);

    /// <summary>An order with its documents.</summary>
    /// <param name="form">The order; what it leaves open gets the defaults.</param>
    /// <param name="sealOf">Whose seal goes on the documents; null: the ordering court's.</param>
    public Order Write(OrderForm form, Func<string, SealKey>? sealOf = null) =>
        new OrderWriter(Courts, sealOf ?? Service.Pki.SealOf, DevelopmentPki.BankName).Write(defaults.Fill(form), Service.Clock.GetUtcNow());

    /// <summary>Sends an order and gives its receipt, whose seal was found valid.</summary>
    public async Task<ReceiptBody> AnswerAsync(Order order)
    {
        var reply = await Hub.SubmitAsync(order, CancellationToken.None);
        var receipt = await Hub.GetReceiptAsync(order.OrderNo, reply.OrderVersion, AnswerLimit, CancellationToken.None);
        Assert.That(Fault(receipt), Is.Null);
        return receipt.Body;
    }

    /// <summary>What is wrong with a receipt's seal or contents; null: nothing.</summary>
    public string? Fault(Receipt receipt) => check.Fault(receipt, Service.Clock.GetUtcNow());

    /// <summary>The answer in a receipt on paper, whose seal was found valid.</summary>
    public ReceiptBody Open(byte[] ofd)
    {
        var (verdict, body) = check.Open(ofd, Service.Clock.GetUtcNow());
        Assert.That(verdict.IsValid, verdict.Code);
        return body!;
    }

    /// <summary>A freeze of one account.</summary>
    public static OrderForm Freeze(string order, string account, string amount, string? court = null) =>
        new() { Verb = OrderVerb.Freeze, Order = order, Court = court, Lines = [new LineForm { Account = account, Amount = amount }] };

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Authority.Dispose();
        Directory.Delete(Service.Pki.Folder, recursive: true);
    }
}

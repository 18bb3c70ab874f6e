using System.CommandLine;
using System.Net;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Gateway.Hub.SoapStub;
using Microsoft.Extensions.Hosting;

namespace Gateway.Hub.Commands;

/// <summary>soap-stub: the hub as banks poll it now.</summary>
internal static class SoapStubCommand
{
    public static Command Make()
    {
        var pki = new Option<DirectoryInfo>("--pki") { Description = "A folder made by pki init: whose seals the documents bear.", Required = true };
        var listen = new Option<string>("--listen") { Description = "IP address and port; port 0 takes a free one.", DefaultValueFactory = _ => "127.0.0.1:0" };
        var user = new Option<string>("--user") { Description = "User name of the bank.", DefaultValueFactory = _ => "YH000001" };
        var password = new Option<string>("--password") { Description = "Its password.", DefaultValueFactory = _ => "123456" };
        var stub = new Command("soap-stub", "A stub of the hub's SOAP service at /hub. POST /stub/orders opens an order file; POST /stub/faults?operation=&fault=&times= spoils the next calls; GET /stub/open and /stub/answers/ORDER tell what waits and what came.")
        {
            pki, listen, user, password,
        };
        stub.SetAction(async (parsed, cancel) =>
        {
            if (!IPEndPoint.TryParse(parsed.GetRequiredValue(listen), out var address)) throw new InvalidDataException($"{parsed.GetRequiredValue(listen)} is no IP address and port");
            var server = new StubServer(new HubDesk(), new StubFaults(), OrdersOf(DevelopmentPki.Load(parsed.GetRequiredValue(pki).FullName)));
            await using var app = await StubServer.StartAsync(server, address, parsed.GetRequiredValue(user), parsed.GetRequiredValue(password), cancel);
            Console.WriteLine($"hub listening on {app.Urls.Single()}/hub");
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return stub;
    }

    /// <summary>An order file as a sealed order.</summary>
    public static Func<byte[], Contracts.V1.Order> OrdersOf(DevelopmentPki pki) => json =>
    {
        var now = TimeProvider.System.GetUtcNow();
        var defaults = new OrderDefaults { Courts = pki.Courts, Today = () => BankTime.DayOf(now) };
        return new OrderWriter(pki.Courts, pki.SealOf, DevelopmentPki.BankName).Write(defaults.Fill(OrderFormReader.ReadFile(json)), now);
    };
}

using System.Net;
using Gateway.Hub.Commands;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Gateway.Hub.SoapStub;
using Microsoft.AspNetCore.Builder;

namespace Gateway.Hub.Demo;

/// <summary>The hub as it is today, within the demonstration's own process, and the settings of a gateway that polls it.</summary>
internal sealed class HubToday : IAsyncDisposable
{
    const string Channel = "hub";
    const string User = "YH000001";
    const string PasswordName = "hub-password.txt";

    readonly WebApplication app;

    HubToday(WebApplication app, HubDesk desk, IReadOnlyList<KeyValuePair<string, string>> settings) => (this.app, Desk, Settings) = (app, desk, settings);

    /// <summary>What waits at the hub, and what the bank answered.</summary>
    public HubDesk Desk { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    public string Address => Settings.Single(s => s.Key == "HubSoap:0:Address").Value;

    public static async Task<HubToday> StartAsync(DevelopmentPki pki, CancellationToken cancel)
    {
        var password = Guid.NewGuid().ToString("N");
        await File.WriteAllTextAsync(Path.Combine(pki.Folder, PasswordName), password + "\n", cancel);
        var desk = new HubDesk();
        var app = await StubServer.StartAsync(new StubServer(desk, new StubFaults(), SoapStubCommand.OrdersOf(pki)), new IPEndPoint(IPAddress.Loopback, FreePorts.Take()), User, password, cancel);
        return new HubToday(app, desk,
        [
            new("Channels:1:Id", Channel), new("Channels:1:Name", "总对总（轮询）"), new("Channels:1:Kind", "ZongDuiZong"), new("Channels:1:Door", "hub-soap"), new("Channels:1:Courts:0", "*"),
            new("HubSoap:0:Channel", Channel), new("HubSoap:0:Address", app.Urls.Single() + "/hub"), new("HubSoap:0:UserName", User), new("HubSoap:0:PasswordFile", PasswordName),
            new("HubSoap:0:ControlPollSeconds", "1"), new("HubSoap:0:InquiryPollSeconds", "1"), new("HubSoap:0:Contact", "王经办"), new("HubSoap:0:Phone", "0571-10000000"),
        ]);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}

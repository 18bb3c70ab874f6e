using System.Net;
using Gateway.Sealing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web.Listening;

/// <summary>Opens the console's port, with TLS where a certificate is configured.</summary>
internal sealed class ConsoleListener(IOptions<ConsoleOptions> settings, IEnumerable<PortTls> ports) : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>The port's name among the process' <see cref="PortTls"/>.</summary>
    public const string Port = "console";

    public void Configure(KestrelServerOptions kestrel)
    {
        var options = settings.Value;
        var tls = ports.First(port => port.Name == Port);
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPEndPoint.Parse(options.Listen), listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Mark);
            if (tls.IsOn) listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.Options()) });
        });
    }

    // What came in through this port is known as such, whatever else the process listens on.
    private static ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(ConsoleConnection.Instance);
        return next(connection);
    };
}

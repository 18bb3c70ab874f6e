using System.Net;
using Gateway.Sealing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Listening;

/// <summary>Opens the courts' port: TLS 1.2 or 1.3 with a client certificate that chains to the configured authorities, HTTP/2 alone.</summary>
sealed class IngressListener(IOptions<IngressOptions> settings, IEnumerable<PortTls> ports) : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>The port's name among the process' <see cref="PortTls"/>.</summary>
    public const string Port = "ingress";

    public void Configure(KestrelServerOptions kestrel)
    {
        var options = settings.Value;
        var tls = ports.First(port => port.Name == Port);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.Connections;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.Http2.MaxStreamsPerConnection = options.CallsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(options.KeepAliveSeconds);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(options.KeepAliveSeconds);
        kestrel.Listen(IPEndPoint.Parse(options.Listen), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(Mark);
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.Options()) });
        });
    }

    // What came in through this port is known as such, whatever else the process listens on.
    static ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(CourtConnection.Instance);
        return next(connection);
    };
}

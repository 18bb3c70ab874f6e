using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web.Listening;

/// <summary>Opens the console's port, with TLS where a certificate is configured.</summary>
internal sealed class ConsoleListener(IOptions<ConsoleOptions> settings) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        var options = settings.Value;
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPEndPoint.Parse(options.Listen), listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Mark);
            if (options.Certificate.Length == 0) return;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = X509Certificate2.CreateFromPemFile(options.Certificate, options.Key);
                var chain = new X509Certificate2Collection();
                chain.ImportFromPemFile(options.Certificate);
                chain.RemoveAt(0);
                https.ServerCertificateChain = chain;
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            });
        });
    }

    // What came in through this port is known as such, whatever else the process listens on.
    private static ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(ConsoleConnection.Instance);
        return next(connection);
    };
}

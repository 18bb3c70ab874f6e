using System.Net;
using Gateway.Contracts.V1;
using Gateway.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Rpc;

/// <summary>Opens the operators' port, which serves their contract and nothing else of the process; no other port serves it.</summary>
internal sealed class OperatorsPort(IOptions<OperatorsOptions> settings, IEnumerable<PortTls> ports) : IConfigureOptions<KestrelServerOptions>, IStartupFilter
{
    /// <summary>Its name among the process' <see cref="PortTls"/>.</summary>
    public const string Port = "operators";

    private static readonly PathString Contract = new("/" + Operations.Descriptor.FullName);

    public void Configure(KestrelServerOptions kestrel) => kestrel.Listen(IPEndPoint.Parse(settings.Value.Listen), listen =>
    {
        listen.Protocols = HttpProtocols.Http2;
        listen.Use(Mark);
        var tls = ports.First(port => port.Name == Port);
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.Options()) });
    });

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            var fromOperator = context.Features.Get<Operators>() is not null;
            if (fromOperator == context.Request.Path.StartsWithSegments(Contract, StringComparison.Ordinal)) return following(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        next(app);
    };

    private static ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(Operators.Connection);
        return next(connection);
    };

    /// <summary>Marks connections of the port.</summary>
    private sealed class Operators
    {
        public static readonly Operators Connection = new();
    }
}

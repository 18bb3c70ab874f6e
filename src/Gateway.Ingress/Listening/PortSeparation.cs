using Gateway.Contracts.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gateway.Ingress.Listening;

/// <summary>The courts' port serves the courts' contract and nothing else of the process, and no other port serves the contract.</summary>
sealed class PortSeparation : IStartupFilter
{
    static readonly PathString Contract = new("/" + OrderGateway.Descriptor.FullName);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            var fromCourt = context.Features.Get<CourtConnection>() is not null;
            if (fromCourt == context.Request.Path.StartsWithSegments(Contract, StringComparison.Ordinal)) return following(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        next(app);
    };
}

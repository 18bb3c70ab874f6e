using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Web.Sessions;

/// <summary>An open page outlives the request that brought it: it is asked again and again whether its session is over, and shows nothing any more when it is.</summary>
internal sealed class CircuitSession(ILoggerFactory logs, SessionTable sessions) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        await sessions.FindAsync(SessionCookie.SessionOf(authenticationState.User), cancellationToken).ConfigureAwait(false) is not null;
}

/// <summary>Whatever a person does on an open page keeps the session alive; what the page does by itself does not.</summary>
internal sealed class CircuitActivity(AuthenticationStateProvider state, SessionTable sessions) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        sessions.Touch(SessionCookie.SessionOf((await state.GetAuthenticationStateAsync().ConfigureAwait(false)).User));
        await next(context).ConfigureAwait(false);
    };
}

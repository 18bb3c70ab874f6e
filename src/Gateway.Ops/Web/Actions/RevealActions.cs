using Gateway.Ops.Privacy;
using Gateway.Ops.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Seeing customers' data unmasked, for a reason that is kept. It holds for the one subject and the session.</summary>
internal static class RevealActions
{
    private const int SubjectLength = 200;

    public static void Map(RouteGroupBuilder console) => console.MapPost("/reveal", RevealAsync).RequireAuthorization(Policies.Reveal);

    private static async Task<IResult> RevealAsync([FromForm] string? subject, [FromForm] string? why, [FromForm] string? back, HttpContext context, Looks looks, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(why) || subject is not { Length: > 0 and <= SubjectLength }) return SessionActions.Back(back);
        context.Session().Revealed[subject] = await looks.AtAsync(context.Person(), subject, why, cancel).ConfigureAwait(false);
        return SessionActions.Back(back);
    }
}

using Gateway.Ops.Privacy;
using Gateway.Ops.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Looking at one account, for a reason that is kept. The number stands in the session, never in an address.</summary>
internal static class AccountActions
{
    public static void Map(RouteGroupBuilder console) => console.MapPost("/account/open", OpenAsync).RequireAuthorization(Policies.Reveal);

    private static async Task<IResult> OpenAsync([FromForm] string? account, [FromForm] string? why, HttpContext context, Looks looks, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(account) || string.IsNullOrWhiteSpace(why)) return Results.LocalRedirect("~/account");
        await looks.AtAsync(context.Person(), $"account:{account.Trim()}", why, cancel).ConfigureAwait(false);
        context.Session().Account = account.Trim();
        return Results.LocalRedirect("~/account");
    }
}

using System.Globalization;
using Gateway.Ops.Restores;
using Gateway.Ops.Web.Sessions;
using Gateway.Ops.Web.Wording;
using Gateway.Store.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gateway.Ops.Web.Actions;

/// <summary>After a restore: having the core list what it did, and proposing that an account goes on with it.</summary>
internal static class CatchUpActions
{
    public static void Map(RouteGroupBuilder console)
    {
        var catchUp = console.MapGroup("/emergency/catch-up").RequireAuthorization(Policies.Make);
        catchUp.MapPost("/list", ListAsync);
        catchUp.MapPost("/by-hand", ByHandAsync);
        catchUp.MapPost("/agree", AgreeAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CatchUpListing listing, CancellationToken cancel) =>
        Results.LocalRedirect(await listing.TryBeginAsync(context.Person(), cancel).ConfigureAwait(false) ? "~/emergency/catch-up" : "~/emergency/catch-up?fault=UnderWay");

    private static async Task<IResult> ByHandAsync(HttpContext context, CatchUpListing listing, CancellationToken cancel) =>
        Results.LocalRedirect(await listing.EndByHandAsync(context.Person(), cancel).ConfigureAwait(false) ? "~/emergency/catch-up?done=listed" : "~/emergency/catch-up?fault=ListKept");

    private static async Task<IResult> AgreeAsync([FromForm] string? account, [FromForm] string? note, [FromForm] string? without, HttpContext context, CatchUpDesk restored, IStringLocalizer<Words> words, CancellationToken cancel)
    {
        var proposal = new DeskProposal(context.Person(), DeskDecision.Approve, (note ?? "").Trim());
        var (task, fault, deskFault) = await restored.ProposeAsync(account ?? "", without == "true", proposal, cancel).ConfigureAwait(false);
        if (fault is null) return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"~/review/{task}?done=proposed"));
        context.Session().Notices = [deskFault is { } why ? words["DeskFault" + why] : words["CatchUpFault" + fault, task]];
        return Results.LocalRedirect("~/emergency/catch-up");
    }
}

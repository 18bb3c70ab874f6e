using Gateway.Ops.Hub;
using Gateway.Ops.Web.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Sending what a hub refused again, or stating that it went to the court another way.</summary>
internal static class HubActions
{
    private const int NoteLength = 200;

    public static void Map(RouteGroupBuilder console)
    {
        var hub = console.MapGroup("/hub").RequireAuthorization(Policies.Make);
        hub.MapPost("/retry", RetryAsync);
        hub.MapPost("/by-hand", ByHandAsync);
    }

    private static async Task<IResult> RetryAsync([FromForm] string? channel, [FromForm] string? order, HttpContext context, HubFeedDesk feeds, CancellationToken cancel)
    {
        var changed = await feeds.RetryAsync(channel ?? "", order ?? "", context.Person(), cancel).ConfigureAwait(false);
        return Results.LocalRedirect(changed.Count > 0 ? "~/hub?done=hubRetried" : "~/hub?fault=NotRefused");
    }

    private static async Task<IResult> ByHandAsync([FromForm] string? channel, [FromForm] string? order, [FromForm] string? note, HttpContext context, HubFeedDesk feeds, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(note) || note.Trim().Length > NoteLength) return Results.LocalRedirect("~/hub?fault=NoteMissing");
        var changed = await feeds.ByHandAsync(channel ?? "", order ?? "", note, context.Person(), cancel).ConfigureAwait(false);
        return Results.LocalRedirect(changed.Count > 0 ? "~/hub?done=hubByHand" : "~/hub?fault=NotRefused");
    }
}

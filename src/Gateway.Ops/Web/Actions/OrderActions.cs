using Gateway.Ops.Orders;
using Gateway.Store.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Searches for orders: the last one stays with the session, and a person may keep some by name.</summary>
internal static class OrderActions
{
    private const int NameLength = 40;

    public static void Map(RouteGroupBuilder console)
    {
        console.MapPost("/orders/searches/save", SaveAsync);
        console.MapPost("/orders/searches/open", OpenAsync);
        console.MapPost("/orders/searches/remove", RemoveAsync);
    }

    private static async Task<IResult> SaveAsync([FromForm] string? name, HttpContext context, IViewStore views, CancellationToken cancel)
    {
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is 0 or > NameLength || trimmed.Any(char.IsControl)) return Results.LocalRedirect("~/orders?fault=Name");
        var saved = await views.SaveSearchAsync(context.Person(), new SavedSearch(trimmed, context.Session().Search.ToJson()), cancel).ConfigureAwait(false);
        return Results.LocalRedirect(saved ? "~/orders" : "~/orders?fault=TooMany");
    }

    private static async Task<IResult> OpenAsync([FromForm] string? name, HttpContext context, IViewStore views, CancellationToken cancel)
    {
        var kept = await views.ReadSearchesAsync(context.Person(), cancel).ConfigureAwait(false);
        if (kept.FirstOrDefault(s => s.Name == name) is { } search && OrderSearch.Parse(search.Json) is { } found) context.Session().Search = found;
        return Results.LocalRedirect("~/orders");
    }

    private static async Task<IResult> RemoveAsync([FromForm] string? name, HttpContext context, IViewStore views, CancellationToken cancel)
    {
        await views.RemoveSearchAsync(context.Person(), name ?? "", cancel).ConfigureAwait(false);
        return Results.LocalRedirect("~/orders");
    }
}

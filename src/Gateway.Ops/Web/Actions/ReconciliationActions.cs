using System.Globalization;
using Gateway.Ops.Privacy;
using Gateway.Ops.Reconciliation;
using Gateway.Ops.Web.Sessions;
using Gateway.Ops.Web.Wording;
using Gateway.Store.Desk;
using Gateway.Store.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>A run on demand, proposals to mend what differs, and differences as a file.</summary>
internal static class ReconciliationActions
{
    public static void Map(RouteGroupBuilder console)
    {
        var reconciliation = console.MapGroup("/reconciliation").RequireAuthorization(Policies.Make);
        reconciliation.MapPost("/run", Run);
        reconciliation.MapPost("/{difference:long}/mend", MendAsync);
        console.MapGet("/files/differences", ExportAsync);
    }

    private static IResult Run(HttpContext context, ReconciliationRuns runs) =>
        Results.LocalRedirect(runs.TryBegin(context.Person()) ? "~/reconciliation" : "~/reconciliation?fault=UnderWay");

    private static async Task<IResult> MendAsync(long difference, [FromForm] string? note, HttpContext context, ReconciliationDesk reconciliation, CancellationToken cancel)
    {
        var proposal = new DeskProposal(context.Person(), DeskDecision.Approve, (note ?? "").Trim());
        var proposed = await reconciliation.ProposeAsync(difference, proposal, cancel).ConfigureAwait(false);
        return Results.LocalRedirect(proposed.Fault is { } fault
            ? string.Create(CultureInfo.InvariantCulture, $"~/reconciliation/{difference}?{(proposed.DeskFault is { } why ? $"deskFault={why}" : $"fault={fault}")}")
            : string.Create(CultureInfo.InvariantCulture, $"~/review/{proposed.TaskId}?done=proposed"));
    }

    private static async Task<IResult> ExportAsync(string? kind, string? closed, HttpContext context, ReconciliationDesk reconciliation, Looks looks, CancellationToken cancel)
    {
        var filter = new DifferenceFilter(Enum.TryParse<DifferenceKind>(kind, out var only) ? only : null, closed == "true");
        var sight = context.Session().Revealed.GetValueOrDefault(Places.Differences) ?? await looks.AtAsync(context.Person(), Places.Differences, null, cancel).ConfigureAwait(false);
        return Results.File(await reconciliation.ExportAsync(filter, sight, cancel).ConfigureAwait(false), "text/csv; charset=utf-8", "differences.csv");
    }
}

using Gateway.Ops.Auditing;
using Gateway.Ops.Privacy;
using Gateway.Ops.Web.Wording;
using Gateway.Register;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Verifying the audit chain, which whoever has signed in may ask for, and what was looked for last as a file.</summary>
internal static class AuditActions
{
    public static void Map(RouteGroupBuilder console)
    {
        console.MapPost("/audit/verify", Verify);
        console.MapGet("/files/audit", ExportAsync);
    }

    private static IResult Verify(HttpContext context, AuditVerification verification)
    {
        verification.TryBegin(context.Person());
        return Results.LocalRedirect("~/audit");
    }

    private static async Task<IResult> ExportAsync(HttpContext context, AuditDesk audit, Looks looks, Rules rules, CancellationToken cancel)
    {
        var session = context.Session();
        var sight = session.Revealed.GetValueOrDefault(Places.Audit) ?? await looks.AtAsync(context.Person(), Places.Audit, null, cancel).ConfigureAwait(false);
        return Results.File(await audit.ExportAsync(session.Audit ?? new(), sight, rules.TimeZone, cancel).ConfigureAwait(false), "text/csv; charset=utf-8", "audit.csv");
    }
}

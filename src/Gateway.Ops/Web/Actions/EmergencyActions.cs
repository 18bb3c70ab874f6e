using System.Globalization;
using Gateway.Ops.Emergency;
using Gateway.Ops.Web.Sessions;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Letting something stand still, which one person does at once, and proposing that it goes on.</summary>
internal static class EmergencyActions
{
    private const int WhyLength = 200;

    public static void Map(RouteGroupBuilder console)
    {
        var emergency = console.MapGroup("/emergency");
        emergency.MapPost("/pause", PauseAsync).RequireAuthorization(Policies.Halt);
        emergency.MapPost("/{pause:long}/resume", ResumeAsync).RequireAuthorization(Policies.Make);
    }

    /// <param name="what">The scope, a colon, and its target: Measure:06.</param>
    private static async Task<IResult> PauseAsync([FromForm] string? what, [FromForm] string? why, HttpContext context, EmergencyDesk desk, CancellationToken cancel)
    {
        var words = (what ?? "").Split(':', 2);
        if (words.Length != 2 || !Enum.TryParse<PauseScope>(words[0], out var scope)) return Fault(EmergencyFault.NoSuchMeasure);
        if (string.IsNullOrWhiteSpace(why) || why.Trim().Length > WhyLength) return Fault(EmergencyFault.ReasonMissing);
        var (_, fault) = await desk.PauseAsync(scope, words[1], context.Person(), why.Trim(), cancel).ConfigureAwait(false);
        return fault is { } not ? Fault(not) : Results.LocalRedirect("~/emergency?done=paused");
    }

    private static async Task<IResult> ResumeAsync(long pause, [FromForm] string? note, HttpContext context, EmergencyDesk desk, CancellationToken cancel)
    {
        var proposal = new DeskProposal(context.Person(), DeskDecision.Approve, (note ?? "").Trim());
        var (task, fault, refused) = await desk.ResumeAsync(pause, proposal, cancel).ConfigureAwait(false);
        if (refused is { } why) return Results.LocalRedirect($"~/emergency?deskFault={why}");
        return fault is { } not ? Fault(not) : Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"~/review/{task}?done=proposed"));
    }

    private static IResult Fault(EmergencyFault fault) => Results.LocalRedirect($"~/emergency?fault={fault}");
}

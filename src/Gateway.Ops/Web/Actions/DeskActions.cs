using System.Globalization;
using Gateway.Ops.Web.Sessions;
using Gateway.Sealing;
using Gateway.Store.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>The two steps of a decision. Role and person come from the session; the store refuses a maker who checks their own.</summary>
internal static class DeskActions
{
    public static void Map(RouteGroupBuilder console)
    {
        console.MapPost("/review/{task:long}/propose", ProposeAsync).RequireAuthorization(Policies.Make);
        console.MapPost("/review/{task:long}/confirm", ConfirmAsync).RequireAuthorization(Policies.Check);
        console.MapPost("/review/{task:long}/refuse", RefuseAsync).RequireAuthorization(Policies.Check);
    }

    private static async Task<IResult> ProposeAsync(
        long task, [FromForm] DeskDecision decision, [FromForm] string? note, [FromForm] string? contact, [FromForm] string? phone, IFormFile? evidence,
        HttpContext context, IDeskStore desk, CancellationToken cancel)
    {
        var bytes = await Forms.ReadAsync(evidence, cancel).ConfigureAwait(false);
        var proposal = new DeskProposal(context.Person(), decision, (note ?? "").Trim(), bytes.Length == 0 ? "" : Sm3.HexHash(bytes), bytes) { Contact = (contact ?? "").Trim(), Phone = (phone ?? "").Trim() };
        return Show(task, await desk.ProposeAsync(task, proposal, cancel).ConfigureAwait(false), "proposed");
    }

    private static async Task<IResult> ConfirmAsync(long task, HttpContext context, IDeskStore desk, CancellationToken cancel) =>
        Show(task, await desk.ConfirmAsync(task, context.Person(), cancel).ConfigureAwait(false), "confirmed");

    private static async Task<IResult> RefuseAsync(long task, [FromForm] string? note, HttpContext context, IDeskStore desk, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(note)
            ? Show(task, DeskFault.NoteMissing, "")
            : Show(task, await desk.RefuseAsync(task, context.Person(), note.Trim(), cancel).ConfigureAwait(false), "refused");

    private static IResult Show(long task, DeskFault? fault, string done) =>
        Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"~/review/{task}?{(fault is { } why ? $"fault={why}" : $"done={done}")}"));
}

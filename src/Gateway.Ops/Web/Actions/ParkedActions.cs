using System.Globalization;
using Gateway.Ops.Parking;
using Gateway.Ops.Web.Sessions;
using Gateway.Ops.Web.Wording;
using Gateway.Sealing;
using Gateway.Store.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Gateway.Ops.Web.Actions;

/// <summary>Letting a parked account go on: by another try, or by stating what the core really did, which a second person confirms at the desk.</summary>
internal static class ParkedActions
{
    /// <summary>Stands before stage and step of an instruction in the form; what was paid out and at which rate stand behind their own.</summary>
    public const string StatePrefix = "state.", AmountPrefix = "amount.", RatePrefix = "rate.";

    /// <summary>What the form says of an instruction; anything else: nothing is stated.</summary>
    public const string Done = "done", NotDone = "not-done";

    public static void Map(RouteGroupBuilder console)
    {
        var parked = console.MapGroup("/parked").RequireAuthorization(Policies.Make);
        parked.MapPost("/retry", RetryAsync);
        parked.MapPost("/settle", SettleAsync);
    }

    private static async Task<IResult> RetryAsync([FromForm] string? account, HttpContext context, IDeskStore desk, CancellationToken cancel)
    {
        var went = await desk.RedriveAsync(account ?? "", context.Person(), cancel).ConfigureAwait(false);
        return Results.LocalRedirect(went ? "~/parked?done=retried" : "~/parked?fault=NotParked");
    }

    private static async Task<IResult> SettleAsync(IFormCollection form, HttpContext context, SettlementDesk settlements, IStringLocalizer<Words> words, CancellationToken cancel)
    {
        var evidence = await Forms.ReadAsync(form.Files["evidence"], cancel).ConfigureAwait(false);
        var proposal = new DeskProposal(context.Person(), DeskDecision.Approve, form["note"].ToString().Trim(), evidence.Length == 0 ? "" : Sm3.HexHash(evidence), evidence);
        var settled = await settlements.ProposeAsync(form["account"].ToString(), Stated(form), proposal, cancel).ConfigureAwait(false);
        if (settled is { Fault: null, DeskFault: null }) return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"~/review/{settled.TaskId}?done=proposed"));
        context.Session().Notices = [settled.Fault is { } fault ? words["SettlementFault" + fault] : words["DeskFault" + settled.DeskFault]];
        return Results.LocalRedirect("~/parked");
    }

    private static List<StatedInstruction> Stated(IFormCollection form)
    {
        var stated = new List<StatedInstruction>();
        foreach (var (name, value) in form.Where(f => f.Key.StartsWith(StatePrefix, StringComparison.Ordinal) && f.Value.ToString() is Done or NotDone))
        {
            var place = name[StatePrefix.Length..];
            if (place.Split('.') is not [var stage, var step] || !int.TryParse(stage, CultureInfo.InvariantCulture, out var s) || !int.TryParse(step, CultureInfo.InvariantCulture, out var i)) continue;
            stated.Add(new StatedInstruction(s, i, value == Done, form[AmountPrefix + place].ToString().Trim(), form[RatePrefix + place].ToString().Trim()));
        }

        return stated;
    }
}

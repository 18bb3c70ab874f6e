using System.Globalization;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Ops.Web.Sessions;
using Gateway.Sealing;
using Gateway.Store.Desk;
using Gateway.Store.Registers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Proposals to change registers, and registers as files.</summary>
internal static class RegisterActions
{
    /// <summary>Stands before a column's name in a form.</summary>
    public const string FieldPrefix = "c.";

    public static void Map(RouteGroupBuilder console)
    {
        var registers = console.MapGroup("/registers/{word}").RequireAuthorization(Policies.Make);
        registers.MapPost("/set", SetAsync);
        registers.MapPost("/end", EndAsync);
        registers.MapPost("/import", ImportAsync);
        console.MapGet("/files/registers/{word}", ExportAsync);
    }

    private static async Task<IResult> SetAsync(string word, IFormCollection form, HttpContext context, RegisterDesk registers, CancellationToken cancel)
    {
        if (RegisterSchema.Find(word) is not { } schema) return Results.NotFound();
        var texts = schema.Columns.ToDictionary(c => c.Name, c => form[FieldPrefix + c.Name].ToString().Trim(), StringComparer.Ordinal);
        var proposal = await ProposalAsync(form, context, cancel).ConfigureAwait(false);
        return Shown(context, await registers.SetAsync(schema.Kind, texts, proposal, cancel).ConfigureAwait(false), EntryPath(schema, form["key"].ToString()));
    }

    private static async Task<IResult> EndAsync(string word, IFormCollection form, HttpContext context, RegisterDesk registers, CancellationToken cancel)
    {
        if (RegisterSchema.Find(word) is not { } schema) return Results.NotFound();
        var key = form["key"].ToString();
        var proposal = await ProposalAsync(form, context, cancel).ConfigureAwait(false);
        return Shown(context, await registers.EndAsync(schema.Kind, key, proposal, cancel).ConfigureAwait(false), EntryPath(schema, key));
    }

    private static async Task<IResult> ImportAsync(string word, IFormCollection form, HttpContext context, RegisterDesk registers, CancellationToken cancel)
    {
        if (RegisterSchema.Find(word) is not { } schema) return Results.NotFound();
        var file = await Forms.ReadAsync(form.Files["file"], cancel).ConfigureAwait(false);
        var proposal = await ProposalAsync(form, context, cancel).ConfigureAwait(false);
        var options = new ImportOptions(Replace: form["replace"] == "true", CheckOnly: false);
        return Shown(context, await registers.ImportAsync(schema.Kind, file, options, proposal, cancel).ConfigureAwait(false), $"~/registers/{schema.Word}");
    }

    private static async Task<IResult> ExportAsync(string word, HttpContext context, RegisterDesk registers, CancellationToken cancel)
    {
        if (RegisterSchema.Find(word) is not { } schema) return Results.NotFound();
        var sight = context.Session().Revealed.GetValueOrDefault($"register:{schema.Kind}") ?? await registers.LookAsync(context.Person(), schema.Kind, null, cancel).ConfigureAwait(false);
        return Results.File(await registers.ExportAsync(schema.Kind, sight, cancel).ConfigureAwait(false), "text/csv; charset=utf-8", $"{schema.Word}.csv");
    }

    private static async Task<DeskProposal> ProposalAsync(IFormCollection form, HttpContext context, CancellationToken cancel)
    {
        var evidence = await Forms.ReadAsync(form.Files["evidence"], cancel).ConfigureAwait(false);
        return new DeskProposal(context.Person(), DeskDecision.Approve, form["note"].ToString().Trim(), evidence.Length == 0 ? "" : Sm3.HexHash(evidence), evidence);
    }

    /// <summary>To the task that was opened, or back with what is wrong.</summary>
    private static IResult Shown(HttpContext context, RegisterProposal proposal, string back)
    {
        if (proposal.TaskId > 0) return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"~/review/{proposal.TaskId}?done=proposed"));
        context.Session().Notices = [.. proposal.Faults.Select(f => f.ToString()), .. proposal.Fault is { } fault ? [fault.ToString()] : Array.Empty<string>()];
        return Results.LocalRedirect(back);
    }

    private static string EntryPath(RegisterSchema schema, string key) => $"~/registers/{schema.Word}/entry{(key.Length == 0 ? "" : $"?key={Uri.EscapeDataString(key)}")}";
}

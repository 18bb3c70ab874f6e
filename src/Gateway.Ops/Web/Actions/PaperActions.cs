using System.Globalization;
using Gateway.Ops.Emergency;
using Gateway.Ops.Web.Sessions;
using Gateway.Ops.Web.Wording;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Paper orders, entered by one person and confirmed by another at the desk, and that a court has the receipt of one.</summary>
internal static class PaperActions
{
    /// <summary>The field of the time of service, in the bank's zone.</summary>
    public const string Served = "served";
    private const string ScanPrefix = "scan.";
    private const string FieldPrefix = "f.";
    private const string ServedFormat = "yyyy-MM-dd'T'HH:mm";

    public static void Map(RouteGroupBuilder console)
    {
        var papers = console.MapGroup("/emergency/paper").RequireAuthorization(Policies.Make);
        papers.MapPost("/enter", EnterAsync);
        papers.MapPost("/clear", Clear);
        papers.MapPost("/delivered", DeliveredAsync);
        var scans = console.MapGroup("/files/papers/{task:long}/{sm3}").RequireAuthorization(Policies.Reveal);
        scans.MapGet("", ScanAsync);
        scans.MapGet("/pages/{page:int}", ScanPageAsync);
        scans.MapGet("/image", ScanImageAsync);
        scans.MapGet("/pdf", ScanPdfAsync);
    }

    /// <summary>A field's name in the form: its own behind a prefix.</summary>
    public static string Field(string name) => FieldPrefix + name;

    /// <summary>The name of a kind's scans in the form.</summary>
    public static string Scan(DocumentKind kind) => ScanPrefix + kind;

    private static async Task<IResult> EnterAsync(IFormCollection form, HttpContext context, PaperDesk papers, CourtBook courts, Rules rules, CancellationToken cancel)
    {
        var session = context.Session();
        var fields = form.Where(f => f.Key.StartsWith(FieldPrefix, StringComparison.Ordinal)).ToDictionary(f => f.Key[FieldPrefix.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
        var scans = await ScansAsync(form, session.Paper?.Scans ?? [], cancel).ConfigureAwait(false);
        var entry = ServedAt(fields, rules) is { } served
            ? await papers.EnterAsync(
                new PaperOrder(PaperForm.ToJson(fields, code => courts.Now.FindCourt(code)?.Name), scans, served), new DeskProposal(context.Person(), DeskDecision.Approve, form["note"].ToString().Trim()), cancel).ConfigureAwait(false)
            : new PaperEntry(0, [Served]);
        if (entry is { TaskId: > 0, DeskFault: null })
        {
            session.Paper = null;
            return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"~/review/{entry.TaskId}?done=proposed"));
        }

        session.Paper = new PaperDraft(fields, scans, entry.Faults);
        return Results.LocalRedirect(entry.DeskFault is { } why ? $"~/emergency/paper?deskFault={why}" : "~/emergency/paper");
    }

    private static IResult Clear(HttpContext context)
    {
        context.Session().Paper = null;
        return Results.LocalRedirect("~/emergency/paper");
    }

    private static async Task<IResult> DeliveredAsync([FromForm] long sequence, HttpContext context, PaperDesk papers, CancellationToken cancel) =>
        Results.LocalRedirect(await papers.DeliveredAsync(sequence, context.Person(), cancel).ConfigureAwait(false) ? "~/emergency?done=delivered" : "~/emergency?fault=NoSuchReceipt");

    private static async Task<IResult> ScanAsync(long task, string sm3, HttpContext context, IDeskStore desk, IStore store, CancellationToken cancel)
    {
        var (refused, document, bytes) = await FindScanAsync(task, sm3, context, desk, store, cancel).ConfigureAwait(false);
        return refused ?? Results.File(bytes, "application/octet-stream", document!.FileName);
    }

    private static async Task<IResult> ScanPageAsync(long task, string sm3, int page, HttpContext context, IDeskStore desk, IStore store, CancellationToken cancel)
    {
        var (refused, _, bytes) = await FindScanAsync(task, sm3, context, desk, store, cancel).ConfigureAwait(false);
        return refused ?? Shown.Page(bytes, page);
    }

    private static async Task<IResult> ScanImageAsync(long task, string sm3, HttpContext context, IDeskStore desk, IStore store, CancellationToken cancel)
    {
        var (refused, _, bytes) = await FindScanAsync(task, sm3, context, desk, store, cancel).ConfigureAwait(false);
        return refused ?? Shown.Image(bytes);
    }

    private static async Task<IResult> ScanPdfAsync(long task, string sm3, HttpContext context, IDeskStore desk, IStore store, CancellationToken cancel)
    {
        var (refused, _, bytes) = await FindScanAsync(task, sm3, context, desk, store, cancel).ConfigureAwait(false);
        return refused ?? Shown.Pdf(context, bytes);
    }

    /// <summary>A scan of a paper order that waits for its second person: only where the task has been revealed to this session.</summary>
    private static async Task<(IResult? Refused, CourtDocument? Document, byte[] Bytes)> FindScanAsync(long task, string sm3, HttpContext context, IDeskStore desk, IStore store, CancellationToken cancel)
    {
        if (!context.Session().Revealed.ContainsKey(Places.Task(task))) return (Results.StatusCode(StatusCodes.Status403Forbidden), null, []);
        var document = await desk.FindTaskAsync(task, cancel).ConfigureAwait(false) is { } found ? PaperDesk.PaperOf(found)?.Order.Documents.FirstOrDefault(d => d.Sm3 == sm3) : null;
        var bytes = document is null ? null : await store.ReadDocumentAsync(sm3, cancel).ConfigureAwait(false);
        return bytes is null ? (Results.NotFound(), null, []) : (null, document, bytes);
    }

    /// <summary>The files of the form; of kinds without new ones those from before.</summary>
    private static async Task<IReadOnlyList<PaperScan>> ScansAsync(IFormCollection form, IReadOnlyList<PaperScan> before, CancellationToken cancel)
    {
        var scans = new List<PaperScan>();
        foreach (var kind in Enum.GetValues<DocumentKind>())
        {
            var fresh = form.Files.GetFiles(Scan(kind)).Where(f => f.Length > 0).ToList();
            if (fresh.Count == 0) scans.AddRange(before.Where(s => s.Kind == kind));
            foreach (var file in fresh) scans.Add(new PaperScan(kind, Path.GetFileName(file.FileName), await Forms.ReadAsync(file, cancel).ConfigureAwait(false)));
        }

        return scans;
    }

    private static DateTimeOffset? ServedAt(Dictionary<string, string> fields, Rules rules) =>
        DateTime.TryParseExact(fields.GetValueOrDefault(Served), ServedFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var served) ? Times.OfBank(served, rules) : null;
}

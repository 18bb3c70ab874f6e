using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Ops.Statistics;
using Gateway.Ops.Web.Sessions;
using Gateway.Ops.Web.Wording;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>Receipts, courts' documents and evidence as files. They hold customers' data: only where their order or task has been revealed to this session.</summary>
internal static class FileActions
{
    private const string Ofd = "application/ofd";

    public static void Map(RouteGroupBuilder console)
    {
        var files = console.MapGroup("/files").RequireAuthorization(Policies.Reveal);
        files.MapGet("/receipts/{stream}/{sequence:long}", ReceiptAsync);
        files.MapGet("/orders/{channel}/{no}/{version:int}/{sm3}", DocumentAsync);
        files.MapGet("/tasks/{task:long}", EvidenceAsync);
        // Counts say nothing of customers.
        console.MapGet("/files/statistics", StatisticsAsync);
    }

    private static async Task<IResult> StatisticsAsync(DateOnly from, DateOnly to, string by, StatisticsReport report, CancellationToken cancel) =>
        StatisticsReport.Parse(by) is { } keys && from <= to
            ? Results.File(CsvText.Encode((await report.ReadAsync(from, to, keys, cancel).ConfigureAwait(false)).ToCsv()), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"statistics-{from:yyyyMMdd}-{to:yyyyMMdd}.csv"))
            : Results.BadRequest();

    private static async Task<IResult> ReceiptAsync(string stream, long sequence, HttpContext context, IStore store, CancellationToken cancel)
    {
        var receipt = (await store.ReadReceiptsAsync(stream, sequence, 1, acknowledgedToo: true, cancel).ConfigureAwait(false)).SingleOrDefault(r => r.Sequence == sequence);
        if (receipt is null) return Results.NotFound();
        return IsRevealed(context, Places.Subject(receipt.Order))
            ? Results.File(receipt.Ofd, Ofd, string.Create(CultureInfo.InvariantCulture, $"{receipt.Order.OrderNo}-{receipt.Sequence}.ofd"))
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> DocumentAsync(string channel, string no, int version, string sm3, HttpContext context, IStore store, CancellationToken cancel)
    {
        var key = new OrderKey(channel, no, version);
        if (!IsRevealed(context, Places.Subject(key))) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var document = (await store.ReadOrderAsync(key, cancel).ConfigureAwait(false))?.Order.Documents.FirstOrDefault(d => d.Sm3 == sm3);
        var bytes = document is null ? null : await store.ReadDocumentAsync(sm3, cancel).ConfigureAwait(false);
        // As a download: what a court sent is never run as a page of the console.
        return bytes is null ? Results.NotFound() : Results.File(bytes, "application/octet-stream", document!.FileName.Length > 0 ? document.FileName : sm3);
    }

    private static async Task<IResult> EvidenceAsync(long task, HttpContext context, IDeskStore desk, IStore store, CancellationToken cancel)
    {
        if (await desk.FindTaskAsync(task, cancel).ConfigureAwait(false) is not { EvidenceKey.Length: > 0 } found) return Results.NotFound();
        if (!IsRevealed(context, Places.Task(task)) && !(found.Order is { } order && IsRevealed(context, Places.Subject(order)))) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var bytes = await store.ReadDocumentAsync(found.EvidenceKey, cancel).ConfigureAwait(false);
        return bytes is null ? Results.NotFound() : Results.File(bytes, "application/octet-stream", string.Create(CultureInfo.InvariantCulture, $"evidence-{task}"));
    }

    private static bool IsRevealed(HttpContext context, string subject) => context.Session().Revealed.ContainsKey(subject);
}

using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Ops.Orders;
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
        files.MapGet("/receipts/{stream}/{sequence:long}/pages/{page:int}", ReceiptPageAsync);
        files.MapGet("/orders/{channel}/{no}/{version:int}/{sm3}", DocumentAsync);
        files.MapGet("/orders/{channel}/{no}/{version:int}/{sm3}/pages/{page:int}", DocumentPageAsync);
        files.MapGet("/orders/{channel}/{no}/{version:int}/{sm3}/image", DocumentImageAsync);
        files.MapGet("/orders/{channel}/{no}/{version:int}/{sm3}/pdf", DocumentPdfAsync);
        files.MapGet("/tasks/{task:long}", EvidenceAsync);
        // Counts say nothing of customers.
        console.MapGet("/files/statistics", StatisticsAsync);
        console.MapGet("/files/orders", OrdersAsync);
    }

    // What the session searched for last: a customer's number stands in no address.
    private static async Task<IResult> OrdersAsync(HttpContext context, OrderList orders, CancellationToken cancel) =>
        Results.File(await orders.ExportAsync(context.Session().Search, context.Person(), cancel).ConfigureAwait(false), "text/csv; charset=utf-8", "orders.csv");

    private static async Task<IResult> StatisticsAsync(DateOnly from, DateOnly to, string by, StatisticsReport report, CancellationToken cancel) =>
        StatisticsReport.Parse(by) is { } keys && from <= to
            ? Results.File(CsvText.Encode((await report.ReadAsync(from, to, keys, cancel).ConfigureAwait(false)).ToCsv()), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"statistics-{from:yyyyMMdd}-{to:yyyyMMdd}.csv"))
            : Results.BadRequest();

    private static async Task<IResult> ReceiptAsync(string stream, long sequence, HttpContext context, IStore store, CancellationToken cancel)
    {
        if (await store.ReadReceiptAsync(stream, sequence, cancel).ConfigureAwait(false) is not { } receipt) return Results.NotFound();
        if (!IsRevealed(context, Places.Subject(receipt.Order))) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var name = string.Create(CultureInfo.InvariantCulture, $"{receipt.Order.OrderNo}-{receipt.Sequence}.ofd");
        return receipt.Large is { } large ? Results.Stream(to => CopyAsync(store, large, to, cancel), Ofd, name) : Results.File(receipt.Ofd, Ofd, name);
    }

    private static async Task<IResult> ReceiptPageAsync(string stream, long sequence, int page, HttpContext context, IStore store, CancellationToken cancel)
    {
        if (await store.ReadReceiptAsync(stream, sequence, cancel).ConfigureAwait(false) is not { } receipt) return Results.NotFound();
        return IsRevealed(context, Places.Subject(receipt.Order)) ? Shown.Page(receipt.Ofd, page) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> DocumentAsync(string channel, string no, int version, string sm3, HttpContext context, IStore store, CancellationToken cancel)
    {
        var (refused, document, bytes) = await FindDocumentAsync(new OrderKey(channel, no, version), sm3, context, store, cancel).ConfigureAwait(false);
        // As a download: what a court sent is never run as a page of the console.
        return refused ?? Results.File(bytes, "application/octet-stream", document!.FileName.Length > 0 ? document.FileName : sm3);
    }

    private static async Task<IResult> DocumentPageAsync(string channel, string no, int version, string sm3, int page, HttpContext context, IStore store, CancellationToken cancel)
    {
        var (refused, _, bytes) = await FindDocumentAsync(new OrderKey(channel, no, version), sm3, context, store, cancel).ConfigureAwait(false);
        return refused ?? Shown.Page(bytes, page);
    }

    private static async Task<IResult> DocumentImageAsync(string channel, string no, int version, string sm3, HttpContext context, IStore store, CancellationToken cancel)
    {
        var (refused, _, bytes) = await FindDocumentAsync(new OrderKey(channel, no, version), sm3, context, store, cancel).ConfigureAwait(false);
        return refused ?? Shown.Image(bytes);
    }

    private static async Task<IResult> DocumentPdfAsync(string channel, string no, int version, string sm3, HttpContext context, IStore store, CancellationToken cancel)
    {
        var (refused, _, bytes) = await FindDocumentAsync(new OrderKey(channel, no, version), sm3, context, store, cancel).ConfigureAwait(false);
        return refused ?? Shown.Pdf(context, bytes);
    }

    private static async Task<(IResult? Refused, CourtDocument? Document, byte[] Bytes)> FindDocumentAsync(OrderKey key, string sm3, HttpContext context, IStore store, CancellationToken cancel)
    {
        if (!IsRevealed(context, Places.Subject(key))) return (Results.StatusCode(StatusCodes.Status403Forbidden), null, []);
        var document = (await store.ReadOrderAsync(key, cancel).ConfigureAwait(false))?.Order.Documents.FirstOrDefault(d => d.Sm3 == sm3);
        var bytes = document is null ? null : await store.ReadDocumentAsync(sm3, cancel).ConfigureAwait(false);
        return bytes is null ? (Results.NotFound(), null, []) : (null, document, bytes);
    }

    private static async Task CopyAsync(IStore store, LargeDocument large, Stream to, CancellationToken cancel)
    {
        await foreach (var piece in store.ReadLargeAsync(large.Key, 0, cancel).ConfigureAwait(false)) await to.WriteAsync(piece, cancel).ConfigureAwait(false);
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

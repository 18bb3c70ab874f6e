using Gateway.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Metrics;

/// <summary>/metrics: what the parts counted, and the store's own numbers, which every process of the service shows alike.</summary>
internal static class MetricsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/metrics", async (MetricsCollector collector, IStore store, ILoggerFactory logs, CancellationToken cancel) =>
    {
        var text = new PrometheusText();
        await WriteStoreAsync(text, store, logs.CreateLogger("Gateway.Ops.Metrics"), cancel).ConfigureAwait(false);
        collector.Write(text);
        return Results.Text(text.ToString(), PrometheusText.ContentType);
    });

    private static async Task WriteStoreAsync(PrometheusText text, IStore store, ILogger log, CancellationToken cancel)
    {
        StoreStatistics? numbers = null;
        try
        {
            numbers = await store.ReadStatisticsAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of a scrape: the other numbers matter most when the store is gone
        {
            Log.StatisticsFailed(log, problem);
        }

        Gauge("gateway_store_up", "1 if the store answers", numbers is null ? 0 : 1);
        if (numbers is null) return;
        text.Describe("gateway_orders_accepted_total", "Orders accepted since the store was made", "counter");
        text.Sample("gateway_orders_accepted_total", "", numbers.Orders);
        Gauge("gateway_open_lines", "Control lines without an outcome", numbers.OpenLines);
        Gauge("gateway_open_inquiries", "Inquiries without an answer", numbers.OpenInquiries);
        Gauge("gateway_unanswered_orders", "Orders that are done and have no receipt yet", numbers.UnansweredOrders);
        Gauge("gateway_unsent_outbox", "Outbox rows that are not on the bus yet", numbers.UnsentOutbox);
        Gauge("gateway_parked_accounts", "Accounts that are parked: an alarm", numbers.ParkedAccounts);
        Gauge("gateway_unacknowledged_receipts", "Receipts that no court has acknowledged yet", numbers.UnacknowledgedReceipts);
        Gauge("gateway_objections_open", "Objections of the bank that no court has decided", numbers.OpenObjections);
        Gauge("gateway_pauses", "Pauses that hold: an alarm", numbers.Pauses);
        Gauge("gateway_waiting_lines", "Control lines that wait for people or the end of a pause, or behind one that does", numbers.WaitingLines);
        Gauge("gateway_desk_open_tasks", "Tasks at the desk that are not done", numbers.OpenDeskTasks);
        Gauge("gateway_desk_overdue_tasks", "Tasks at the desk that are past their time: an alarm", numbers.OverdueDeskTasks);
        Gauge("gateway_desk_refused_tasks", "Acts that two people confirmed and that were not done: an alarm", numbers.RefusedDeskTasks);
        Gauge("gateway_differences_open", "Differences that reconciliation found and nobody has mended: an alarm", numbers.OpenDifferences);
        Gauge("gateway_payments_pending", "Remittances to other banks that are not confirmed", numbers.PendingPayments);
        Gauge("gateway_schema_version", "Version of the store's schema", numbers.SchemaVersion);

        void Gauge(string name, string help, long value)
        {
            text.Describe(name, help, "gauge");
            text.Sample(name, "", value);
        }
    }
}

namespace Gateway.Store.Relational;

/// <summary>Counts from filtered indexes and the head row: cheap however old the store is.</summary>
internal static class StatisticsQuery
{
    public static async Task<StoreStatistics> ReadAsync(ReadSession session, DateTimeOffset now)
    {
        async Task<long> CountAsync(string from) => await session.FirstAsync<long>($"SELECT COUNT(*) FROM {from}").ConfigureAwait(false);

        // Orders are never deleted and their ids have no gap, so the last id is their number.
        return new StoreStatistics(
            Orders: await session.FirstAsync<long>("SELECT last_order_id FROM store_head WHERE head_id = 1").ConfigureAwait(false),
            OpenLines: await CountAsync("lines WHERE state < 3").ConfigureAwait(false),
            OpenInquiries: await CountAsync("orders WHERE kind = 1 AND complete = 0 AND in_review = 0").ConfigureAwait(false),
            UnansweredOrders: await CountAsync("orders WHERE state = 1 AND complete = 1").ConfigureAwait(false),
            UnsentOutbox: await CountAsync("outbox").ConfigureAwait(false),
            ParkedAccounts: await CountAsync("accounts WHERE parked_cause IS NOT NULL").ConfigureAwait(false),
            UnacknowledgedReceipts: await CountAsync("receipts WHERE acknowledged_at IS NULL").ConfigureAwait(false),
            SchemaVersion: (int)await session.FirstAsync<long>("SELECT MAX(version) FROM schema_version").ConfigureAwait(false))
        {
            WaitingNotices = await CountAsync("notices n JOIN orders o ON o.order_id = n.order_id WHERE n.receipt_sequence IS NULL AND o.state >= 2").ConfigureAwait(false),
            WaitingLines = await CountAsync("lines WHERE state > 3 AND state < 7").ConfigureAwait(false),
            OldestControlMessage = await OutboxSteps.OldestAsync(session, OutboxSteps.Control).ConfigureAwait(false),
            OldestInquiryMessage = await OutboxSteps.OldestAsync(session, OutboxSteps.Inquiry).ConfigureAwait(false),
            OldestUnacknowledged = await ReceiptSteps.OldestUnacknowledgedAsync(session).ConfigureAwait(false),
            DamagedReceipts = await CountAsync("receipts WHERE damaged_at IS NOT NULL AND lost = 0").ConfigureAwait(false),
            LostReceipts = await CountAsync("receipts WHERE damaged_at IS NOT NULL AND lost = 1").ConfigureAwait(false),
            PendingPayments = await CountAsync("payments WHERE state = 1").ConfigureAwait(false),
            OpenDifferences = await CountAsync("differences WHERE state = 1").ConfigureAwait(false),
            UntoldPayments = await CountAsync("payments WHERE untold > 0").ConfigureAwait(false),
            OpenObjections = await CountAsync("objections WHERE state = 'Open'").ConfigureAwait(false),
            Pauses = await CountAsync("pauses WHERE resumed_at IS NULL").ConfigureAwait(false),
            OpenDeskTasks = await CountAsync("desk_tasks WHERE closed_at IS NULL").ConfigureAwait(false),
            RefusedDeskTasks = await CountAsync("desk_tasks WHERE closed_at IS NULL AND state = 'Refused'").ConfigureAwait(false),
            RefusedFeeds = await HubFeedSteps.CountRefusedAsync(session).ConfigureAwait(false),
            OverdueDeskTasks = await session.FirstAsync<long>(
                "SELECT COUNT(*) FROM desk_tasks WHERE closed_at IS NULL AND due_at < @now", new { now = now.UtcTicks }).ConfigureAwait(false),
        };
    }
}

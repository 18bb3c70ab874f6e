using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>Notices of freezes that take more than their courts were told, and what they are worked out from.</summary>
internal static class NoticeSteps
{
    /// <summary>The core's entries that a register was last reckoned with, or null.</summary>
    public static async Task<SeenEntries?> SeenAsync(ReadSession session, RegisterKey key) =>
        await session.FirstAsync<string>("SELECT seen_json FROM register_seen WHERE account = @Account AND sub_account = @SubAccount", key).ConfigureAwait(false) is { } json
            ? StoreJson.Read<SeenEntries>(session.Cipher.Open(SealedColumns.Seen.Of(key.Account, key.SubAccount), json))
            : null;

    /// <summary>In the outcome's own transaction, so that a notice is neither lost nor doubled.</summary>
    public static async Task RecordAsync(WriteSession session, AccountTurn turn, TurnOutcome outcome)
    {
        if (outcome.Seen is { } seen) await PutSeenAsync(session, turn, seen).ConfigureAwait(false);
        // What a freeze came to take while its own line was in review is told by the line's answer, or does not matter any more: a rejected one takes nothing.
        if (turn.Order is { } order)
            await session.ExecuteAsync("DELETE FROM notices WHERE freeze_id = @freezeId AND receipt_sequence IS NULL", new { freezeId = $"{order}:{turn.Line.LineNo}" }).ConfigureAwait(false);
        // The line's own receipt tells its court what its freeze takes; behind a deduction it tells what the freeze took before.
        if (outcome is { Answer: { Controlled: true } answer, Final: var final } && (final.NewFreeze?.FreezeId ?? final.OriginalFreezeId) is { } own)
            await TellAsync(session, own, final.Deduction is null ? answer.ActualMinor : null).ConfigureAwait(false);
        foreach (var notice in outcome.Notices)
        {
            if (!await TellAsync(session, notice.FreezeId, notice.Answer.ActualMinor).ConfigureAwait(false)) continue;
            // The writer's transaction is the only one; what a notice says is sealed for its number.
            var noticeId = await session.FirstAsync<long>("SELECT COALESCE(MAX(notice_id), 0) + 1 FROM notices").ConfigureAwait(false);
            await session.ExecuteAsync(
                """
                INSERT INTO notices (notice_id, order_id, freeze_id, line_id, answer_json, recorded_at, channel_id, court_code, court_name)
                SELECT @noticeId, order_id, @FreezeId, @LineId, @json, @now, @toChannel, @CourtCode, @CourtName FROM orders
                WHERE channel_id = @ChannelId AND order_no = @OrderNo AND version = @Version
                """,
                new
                {
                    noticeId, notice.FreezeId, turn.LineId, json = session.Cipher.Seal(SealedColumns.Notice.Of(noticeId), StoreJson.Write(notice.Answer)), now = session.Now.UtcTicks, toChannel = notice.ChannelId, notice.CourtCode, notice.CourtName,
                    notice.Order.ChannelId, notice.Order.OrderNo, notice.Order.Version,
                }).ConfigureAwait(false);
        }
    }

    public static async Task<IReadOnlyList<WaitingNotice>> WaitingAsync(ReadSession session, long after, int max)
    {
        var rows = await session.PageAsync<NoticeRow>(
            """
            SELECT n.notice_id AS NoticeId, n.answer_json AS AnswerJson, n.channel_id AS ToChannelId, n.court_code AS CourtCode, n.court_name AS CourtName,
                   o.channel_id AS ChannelId, o.order_no AS OrderNo, o.version AS Version
            FROM notices n JOIN orders o ON o.order_id = n.order_id WHERE n.receipt_sequence IS NULL AND n.notice_id > @after AND o.state >= 2 ORDER BY n.notice_id
            """,
            new { after, max }).ConfigureAwait(false);
        return [.. rows.Select(r => new WaitingNotice(
            r.NoticeId, new OrderKey(r.ChannelId, r.OrderNo, r.Version), r.ToChannelId ?? r.ChannelId, r.CourtCode, r.CourtName, StoreJson.Read<LineAnswer>(session.Cipher.Open(SealedColumns.Notice.Of(r.NoticeId), r.AnswerJson))))];
    }

    /// <summary>False: that is what the court was told last.</summary>
    static async Task<bool> TellAsync(WriteSession session, string freezeId, long? actual) =>
        await session.ExecuteAsync(
            "UPDATE freezes SET told_minor = @actual WHERE freeze_id = @freezeId AND (told_minor IS NULL OR @actual IS NULL OR told_minor <> @actual)", new { freezeId, actual }).ConfigureAwait(false) == 1;

    static async Task PutSeenAsync(WriteSession session, AccountTurn turn, SeenEntries seen)
    {
        string? nextEnd = seen.OtherFreezes.Count == 0 ? null : Columns.Day(seen.OtherFreezes.Min(f => f.To));
        var row = new { turn.Account, turn.Line.SubAccount, json = session.Cipher.Seal(SealedColumns.Seen.Of(turn.Account, turn.Line.SubAccount), StoreJson.Write(seen)), nextEnd };
        if (await session.ExecuteAsync("UPDATE register_seen SET seen_json = @json, next_end = @nextEnd WHERE account = @Account AND sub_account = @SubAccount", row).ConfigureAwait(false) == 0)
            await session.ExecuteAsync("INSERT INTO register_seen (account, sub_account, seen_json, next_end) VALUES (@Account, @SubAccount, @json, @nextEnd)", row).ConfigureAwait(false);
    }

    sealed record NoticeRow
    {
        public long NoticeId { get; init; }
        public string AnswerJson { get; init; } = "";
        public string? ToChannelId { get; init; }
        public string? CourtCode { get; init; }
        public string? CourtName { get; init; }
        public string ChannelId { get; init; } = "";
        public string OrderNo { get; init; } = "";
        public int Version { get; init; }
    }
}

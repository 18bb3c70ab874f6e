using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Relational;

/// <summary>Taking over the freezes of the system before: laid ready in many transactions, made part of the register in one, by statements over all of them.</summary>
internal static class TakeOverSteps
{
    /// <summary>Rows of one transaction, so that courts' orders get their turn in between.</summary>
    public const int ChunkLength = 250;

    public static Task<int> DropAsync(WriteSession session, string importId) => session.ExecuteAsync("DELETE FROM takeover_freezes WHERE import_id = @importId", new { importId });

    /// <summary>Lays some freezes ready, behind those that lie there. Their orders' and lines' numbers are taken here, and stay unused if the take-over is given up.</summary>
    /// <param name="orders">Each order with its lines, and its number once it has one.</param>
    public static async Task AddAsync(WriteSession session, string importId, int before, IReadOnlyList<TakenOverFreeze> freezes, ILookup<OrderKey, TakenOverFreeze> orders, Dictionary<OrderKey, long> numbers)
    {
        var rows = new List<TakeOverRow>(freezes.Count);
        foreach (var taken in freezes)
        {
            var first = !numbers.TryGetValue(taken.Freeze.Order, out var orderId);
            if (first) numbers[taken.Freeze.Order] = orderId = session.NextOrderId();
            rows.Add(TakeOverRow.Of(session.Cipher, importId, before + rows.Count + 1, taken, orderId, session.NextLineId(), first ? [.. orders[taken.Freeze.Order]] : null));
        }

        await InsertAsync(session, rows).ConfigureAwait(false);
    }

    static Task<int> InsertAsync(WriteSession session, IReadOnlyList<TakeOverRow> rows) => session.ExecuteAsync(
        """
        INSERT INTO takeover_freezes (import_id, row_no, order_id, line_id, party_key, order_json, line_json, freeze_id, adopted_hold_id, channel_id, order_no, line_no, account, sub_account, court_code, court_name,
                                      case_no, ruling_no, asset_kind, rank_time, sequence, granted_minor, first_day, granted_last_day)
        VALUES (@ImportId, @RowNo, @OrderId, @LineId, @PartyKey, @OrderJson, @LineJson, @FreezeId, @AdoptedHoldId, @ChannelId, @OrderNo, @LineNo, @Account, @SubAccount, @CourtCode, @CourtName,
                @CaseNo, @RulingNo, @AssetKind, @RankTime, @Sequence, @GrantedMinor, @FirstDay, @GrantedLastDay)
        """,
        rows);

    public static async Task<int> CountAsync(ReadSession session, string importId) =>
        (int)await session.FirstAsync<long>("SELECT CAST(COUNT(*) AS BIGINT) FROM takeover_freezes WHERE import_id = @importId", new { importId }).ConfigureAwait(false);

    /// <summary>Why it cannot be carried out; null: it can. An account whose register has begun here is past being taken over: ranks would mix.</summary>
    public static async Task<DeskFault?> FaultAsync(ReadSession session, TakeOverSubject subject)
    {
        if (await CountAsync(session, subject.ImportId).ConfigureAwait(false) != subject.Freezes) return DeskFault.TakeOverMoved;
        var known = await session.FirstAsync<long>(
            """
            SELECT CAST(COUNT(*) AS BIGINT) FROM takeover_freezes t WHERE t.import_id = @ImportId
              AND (EXISTS (SELECT 1 FROM orders o WHERE o.channel_id = t.channel_id AND o.order_no = t.order_no)
                   OR EXISTS (SELECT 1 FROM freezes f WHERE f.account = t.account) OR EXISTS (SELECT 1 FROM lines l WHERE l.account = t.account AND l.state < 3)
                   OR EXISTS (SELECT 1 FROM lines w WHERE w.account = t.account AND w.state > 3))
            """,
            subject).ConfigureAwait(false);
        if (known > 0) return DeskFault.TakeOverMoved;
        return subject.Registers is { } change ? await RegisterEntrySteps.FaultAsync(session, change).ConfigureAwait(false) : null;
    }

    /// <summary>What two people decided; without a <see cref="FaultAsync"/>.</summary>
    public static async Task CarryOutAsync(WriteSession session, TakeOverSubject subject, long taskId)
    {
        if (subject.Registers is { } change) await RegisterEntrySteps.CarryOutAsync(session, change, taskId).ConfigureAwait(false);
        if (subject.Freezes == 0) return;
        var parameters = new { subject.ImportId, now = session.Now.UtcTicks };
        await AddAccountsAsync(session, subject).ConfigureAwait(false);
        // The court has had its answer from the system before: nothing of the order is open, and who sends it again learns that the number is taken (C30).
        var orders = await session.ExecuteAsync(
            """
            INSERT INTO orders (order_id, channel_id, order_no, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail,
                                arrived_at, service_time, state, open_lines, complete, curable, order_json, notes_json, court_code, case_no)
            SELECT order_id, channel_id, order_no, 1, 2, party_key, '', '', NULL, '', rank_time, rank_time, 3, 0, 1, 0, order_json, NULL, court_code, case_no
            FROM takeover_freezes WHERE import_id = @ImportId AND order_json IS NOT NULL
            """,
            parameters).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, final_at, controlled, line_json)
            SELECT line_id, order_id, line_no, account, sub_account, 1, 3, rank_time, @now, 1, line_json FROM takeover_freezes WHERE import_id = @ImportId
            """,
            parameters).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO freezes (freeze_id, line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no, ruling_no, asset_kind,
                                 rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day, adopted_hold_id)
            SELECT freeze_id, line_id, channel_id, order_no, 1, line_no, account, sub_account, court_code, court_name, case_no, ruling_no, asset_kind,
                   rank_time, sequence, rank_time, granted_minor, first_day, granted_last_day, 1, granted_last_day, adopted_hold_id FROM takeover_freezes WHERE import_id = @ImportId
            """,
            parameters).ConfigureAwait(false);
        await DropAsync(session, subject.ImportId).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.TakenOver(taskId, subject, orders)).ConfigureAwait(false);
    }

    /// <summary>What comes from now on ranks behind what was taken over. Accounts that are there already come first: nearly all are not, and get their row whole.</summary>
    static async Task AddAccountsAsync(WriteSession session, TakeOverSubject subject)
    {
        await session.ExecuteAsync(
            """
            UPDATE accounts SET version = version + 1,
                last_sequence = last_sequence + (SELECT MAX(t.sequence) FROM takeover_freezes t WHERE t.import_id = @ImportId AND t.account = accounts.account),
                last_executed_service_time = CASE WHEN last_executed_service_time > (SELECT MAX(t.rank_time) FROM takeover_freezes t WHERE t.import_id = @ImportId AND t.account = accounts.account)
                    THEN last_executed_service_time ELSE (SELECT MAX(t.rank_time) FROM takeover_freezes t WHERE t.import_id = @ImportId AND t.account = accounts.account) END
            WHERE account IN (SELECT account FROM takeover_freezes WHERE import_id = @ImportId)
            """,
            subject).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            INSERT INTO accounts (account, version, last_sequence, last_executed_service_time)
            SELECT t.account, 0, MAX(t.sequence), MAX(t.rank_time) FROM takeover_freezes t
            WHERE t.import_id = @ImportId AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.account = t.account) GROUP BY t.account
            """,
            subject).ConfigureAwait(false);
    }
}

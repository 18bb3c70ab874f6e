using System.Globalization;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Store.Desk;

namespace Gateway.Store.Relational;

/// <summary>Writing the freeze register: rows are added, never altered, but for the two columns that an index needs.</summary>
internal static class RegisterSteps
{
    /// <exception cref="InvalidOperationException">The decision is about a freeze or register that is not this account's.</exception>
    public static async Task ApplyAsync(WriteSession session, AccountTurn turn, Decision decision)
    {
        if (decision.NewFreeze is { } made) await AddFreezeAsync(session, turn, made).ConfigureAwait(false);
        foreach (var changes in decision.Changes.GroupBy(c => c.FreezeId, StringComparer.Ordinal))
            await AddChangesAsync(session, turn, changes.Key, [.. changes]).ConfigureAwait(false);
        if (decision.EnteredFreeze is { } entered) await AddEnteredAsync(session, turn, entered).ConfigureAwait(false);
        if (decision.EndedOtherFreeze is { } ended)
            await session.ExecuteAsync("UPDATE other_freezes SET ended_by_line = @LineId WHERE hold_id = @ended", new { turn.LineId, ended }).ConfigureAwait(false);
        if (decision.Deduction is { } deduction) await AddDeductionAsync(session, turn, deduction).ConfigureAwait(false);
    }

    static async Task AddFreezeAsync(WriteSession session, AccountTurn turn, Freeze freeze)
    {
        RequireAccount(turn, freeze.Register.Account, freeze.FreezeId);
        await session.ExecuteAsync(
            """
            INSERT INTO freezes (freeze_id, line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no, ruling_no,
                                 asset_kind, rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day, product_no)
            VALUES (@FreezeId, @LineId, @ChannelId, @OrderNo, @OrderVersion, @LineNo, @Account, @SubAccount, @CourtCode, @CourtName, @CaseNo, @RulingNo,
                    @AssetKind, @RankTime, @Sequence, @ServiceTime, @GrantedMinor, @FirstDay, @GrantedLastDay, 1, @GrantedLastDay, @ProductNo)
            """,
            FreezeRow.Of(freeze, turn.LineId)).ConfigureAwait(false);
        if (freeze.RankTime > freeze.ServiceTime) await AddRankCaseAsync(session, turn, freeze).ConfigureAwait(false);
    }

    /// <summary>
    /// 16: served before a line that was executed already, so it ranks by arrival. Two people confirm the rank with this task, or change it by a hand-over with evidence (C16).
    /// </summary>
    static Task<long> AddRankCaseAsync(WriteSession session, AccountTurn turn, Freeze freeze) =>
        new DeskTaskRow
        {
            Kind = nameof(DeskTaskKind.RankCase),
            Account = turn.Account,
            SubAccount = turn.Line.SubAccount,
            LineId = turn.LineId,
            ChannelId = freeze.Order.ChannelId,
            OrderNo = freeze.Order.OrderNo,
            OrderVersion = freeze.Order.Version,
            LineNo = freeze.LineNo,
            Basis = string.Create(CultureInfo.InvariantCulture, $"送达时间 {freeze.ServiceTime:O} 早于本账户已执行的请求，按到达时间 {freeze.RankTime:O} 排序。确认即维持该顺位；如须调整，请附依据另行提起顺位变更"),
        }.InsertAsync(session);

    static Task<int> AddEnteredAsync(WriteSession session, AccountTurn turn, EnteredFreeze entered)
    {
        RequireAccount(turn, entered.Register.Account, entered.HoldId);
        return session.ExecuteAsync(
            """
            INSERT INTO other_freezes (hold_id, line_id, account, sub_account, authority, document_no, limit_minor, first_day, last_day, rank_time, sequence)
            VALUES (@HoldId, @LineId, @Account, @SubAccount, @Authority, @DocumentNo, @LimitMinor, @FirstDay, @LastDay, @RankTime, @Sequence)
            """,
            EnteredFreezeRow.Of(entered, turn.LineId));
    }

    static async Task AddChangesAsync(WriteSession session, AccountTurn turn, string freezeId, IReadOnlyList<FreezeChange> changes)
    {
        var freeze = await BookQueries.FindFreezeAsync(session, freezeId).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"No freeze {freezeId} to change.");
        RequireAccount(turn, freeze.Register.Account, freezeId);
        var number = (long)freeze.Changes.Count;
        foreach (var change in changes)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO freeze_changes (freeze_id, change_no, line_id, kind, amount_minor, last_day, by_channel_id, by_order_no, by_order_version, by_line_no, changed_at,
                                            rank_time, sequence, court_code, court_name)
                VALUES (@FreezeId, @ChangeNo, @LineId, @Kind, @AmountMinor, @LastDay, @ByChannelId, @ByOrderNo, @ByOrderVersion, @ByLineNo, @ChangedAt, @RankTime, @Sequence, @CourtCode, @CourtName)
                """,
                FreezeChangeRow.Of(change, ++number, turn.LineId)).ConfigureAwait(false);
        }

        // State and end are the freeze's own logic; the columns only carry its result for the index of due freezes.
        var after = freeze with { Changes = [.. freeze.Changes, .. changes] };
        await session.ExecuteAsync(
            "UPDATE freezes SET live = @live, last_day = @lastDay WHERE freeze_id = @freezeId",
            new { freezeId, live = after.Live ? 1 : 0, lastDay = Columns.Day(after.To) }).ConfigureAwait(false);
    }

    static Task<int> AddDeductionAsync(WriteSession session, AccountTurn turn, Deduction deduction)
    {
        RequireAccount(turn, deduction.Register.Account, deduction.LineNo);
        return session.ExecuteAsync(
            """
            INSERT INTO deductions (line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, amount_minor, deducted_at)
            VALUES (@LineId, @ChannelId, @OrderNo, @OrderVersion, @LineNo, @Account, @SubAccount, @CourtCode, @AmountMinor, @DeductedAt)
            """,
            DeductionRow.Of(deduction, turn.LineId));
    }

    static void RequireAccount(AccountTurn turn, string account, string what)
    {
        if (account != turn.Account) throw new InvalidOperationException($"{what} is not of the account whose turn it is.");
    }
}

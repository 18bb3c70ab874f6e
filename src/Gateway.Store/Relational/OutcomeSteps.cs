using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store.Outcomes;

namespace Gateway.Store.Relational;

/// <summary>The rows that statistics count, written in the transactions of what they tell of.</summary>
internal static class OutcomeSteps
{
    static readonly string InsertLine = InsertFor("d.line_id = @LineId");
    static readonly string InsertInquiry = InsertFor("d.order_no = @OrderNo AND d.channel_id = @ChannelId AND d.order_version = @Version");

    static string InsertFor(string itsTasks) => $"""
        INSERT INTO outcomes (order_id, line_id, channel_id, court_code, court_name, measure, branch_code, branch_name, outcome, reason, currency, amount_class,
                              requested_minor, actual_minor, deducted_minor, released_minor, touched, service_time)
        SELECT o.order_id, @LineId, o.channel_id, @CourtCode, @CourtName, @Measure, @BranchCode, @BranchName, @Outcome, @Reason, @Currency, @AmountClass,
               @Requested, @Actual, @Deducted, @Released, CASE WHEN EXISTS (SELECT 1 FROM desk_tasks d WHERE {itsTasks}) THEN 1 ELSE 0 END, o.service_time
        FROM orders o WHERE o.channel_id = @ChannelId AND o.order_no = @OrderNo AND o.version = @Version
        """;

    public static Task<int> RecordLineAsync(WriteSession session, AccountTurn turn, LineAnswer answer, Branch branch) =>
        RecordLineAsync(session, turn.LineId, turn.Order!, (turn.Header!.CourtCode, turn.Header.CourtName), answer, branch);

    public static Task<int> RecordLineAsync(WriteSession session, long lineId, OrderKey order, (string Code, string Name) court, LineAnswer answer, Branch branch)
    {
        var asked = answer.RequestedMinor ?? (answer.DeductedMinor + answer.NotDeductedMinor) ?? answer.ReleasedMinor;
        return session.ExecuteAsync(InsertLine, new
        {
            LineId = lineId,
            order.ChannelId,
            order.OrderNo,
            order.Version,
            CourtCode = court.Code,
            CourtName = court.Name,
            Measure = (int)answer.Measure,
            BranchCode = branch.Code,
            BranchName = branch.Name,
            Outcome = (int)OutcomeOf(answer),
            Reason = answer.Reason?.ToString() ?? "",
            answer.Currency,
            AmountClass = OutcomeClasses.OfAmount(asked, answer.Currency),
            Requested = asked ?? 0,
            Actual = answer.ActualMinor ?? 0,
            Deducted = answer.DeductedMinor ?? 0,
            Released = answer.ReleasedMinor ?? 0,
        });
    }

    /// <summary>A later finding (CORRECTION): what was counted is what is so.</summary>
    public static Task<int> CorrectLineAsync(WriteSession session, long lineId, OrderKey order, LineAnswer answer) => session.ExecuteAsync(
        """
        UPDATE outcomes SET outcome = @Outcome, reason = @Reason, actual_minor = @Actual, deducted_minor = @Deducted
        WHERE line_id = @lineId AND order_id = (SELECT order_id FROM orders WHERE channel_id = @ChannelId AND order_no = @OrderNo AND version = @Version)
        """,
        new
        {
            lineId, order.ChannelId, order.OrderNo, order.Version, Outcome = (int)OutcomeOf(answer), Reason = answer.Reason?.ToString() ?? "", Actual = answer.ActualMinor ?? 0, Deducted = answer.DeductedMinor ?? 0,
        });

    static OutcomeKind OutcomeOf(LineAnswer answer) => !answer.Controlled ? OutcomeKind.Refused : answer.Reason is null ? OutcomeKind.Done : OutcomeKind.DoneInPart;

    public static Task<int> RecordInquiryAsync(WriteSession session, OrderKey order, Order header, InquiryAnswer answer) =>
        session.ExecuteAsync(InsertInquiry, new
        {
            LineId = 0L,
            order.ChannelId,
            order.OrderNo,
            order.Version,
            header.CourtCode,
            header.CourtName,
            Measure = 0,
            BranchCode = "",
            BranchName = "",
            Outcome = (int)(answer.Refusal is not null ? OutcomeKind.Refused : answer.Found ? OutcomeKind.Found : OutcomeKind.NotFound),
            Reason = answer.Refusal?.ToString() ?? "",
            Currency = "",
            AmountClass = 0,
            Requested = 0L,
            Actual = 0L,
            Deducted = 0L,
            Released = 0L,
        });

    /// <summary>The FINAL receipt is stored.</summary>
    public static Task<int> AnsweredAsync(WriteSession session, OrderRow order)
    {
        var now = session.Now;
        return session.ExecuteAsync(
            "UPDATE outcomes SET answered_at = @now, elapsed_class = @elapsed WHERE order_id = @OrderId",
            new { order.OrderId, now = now.UtcTicks, elapsed = OutcomeClasses.OfElapsed(now - order.Served) });
    }

    /// <summary>One pass over the rows, which are grouped here: a database without hash grouping sorts them all first, and that takes several times as long as to read them.</summary>
    public static async Task<IReadOnlyList<OutcomeCount>> CountAsync(ReadSession session, OutcomeQuery query)
    {
        // Rows lie in the order of orders' numbers: from the first that counts to the last they are one stretch of the table, and the index of times alone says where it begins and ends.
        var stretch = (await session.FirstAsync<Stretch>(
            "SELECT MIN(order_id) AS First, MAX(order_id) AS Last FROM outcomes WHERE service_time >= @from AND service_time < @until", new { from = query.From.UtcTicks, until = query.Until.UtcTicks }).ConfigureAwait(false))!;
        if (stretch.First is null) return [];
        var tallies = new OutcomeTallies(query.By);
        // The newest first: a court or branch is called as it was called last.
        await session.EachAsync(
            $"""
            SELECT {string.Concat(query.By.Select(k => Expression(k) + ", "))}CAST((measure * 4 + CASE WHEN answered_at IS NULL THEN 0 ELSE 2 END + touched) * {OutcomeTallies.Classes} + COALESCE(elapsed_class, -1) + 1 AS BIGINT), currency,
                   requested_minor, actual_minor, deducted_minor, released_minor{string.Concat(query.By.Select(k => ", " + Name(k)))}
            FROM outcomes WHERE order_id >= @First AND order_id <= @Last AND COALESCE(service_time, 0) >= @from AND COALESCE(service_time, 0) < @until ORDER BY order_id DESC
            """,
            new { stretch.First, stretch.Last, from = query.From.UtcTicks, until = query.Until.UtcTicks, offset = query.DayOffset.Ticks },
            tallies.Add).ConfigureAwait(false);
        return OutcomeGroups.Of(query, tallies.All);
    }

    static string Expression(OutcomeKey key) => key switch
    {
        OutcomeKey.Channel => "channel_id",
        OutcomeKey.Court => "court_code",
        OutcomeKey.Measure => "CAST(measure AS BIGINT)",
        OutcomeKey.Branch => "branch_code",
        OutcomeKey.Outcome => "CAST(outcome AS BIGINT)",
        OutcomeKey.Reason => "reason",
        OutcomeKey.Amount => "CAST(amount_class AS BIGINT)",
        OutcomeKey.Elapsed => "CAST(COALESCE(elapsed_class, -1) AS BIGINT)",
        OutcomeKey.Day => "(service_time + @offset) / 864000000000",
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };

    static string Name(OutcomeKey key) => key switch
    {
        OutcomeKey.Court => "court_name",
        OutcomeKey.Branch => "branch_name",
        _ => "''",
    };

    sealed record Stretch
    {
        public long? First { get; init; }
        public long? Last { get; init; }
    }
}

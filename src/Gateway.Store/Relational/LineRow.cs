using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>A new row of lines: a court's line, or the bank's own with the freeze and last day that it ends.</summary>
internal sealed record LineRow
{
    public long LineId { get; init; }
    public long? OrderId { get; init; }
    public string LineNo { get; init; } = "";
    public string Account { get; init; } = "";
    public string SubAccount { get; init; } = "";
    public Measure Measure { get; init; }
    public long ServiceTime { get; init; }
    public string? ExpiringFreezeId { get; init; }
    public string? ExpiringLastDay { get; init; }
    public string LineJson { get; init; } = "";

    /// <param name="serviceTime">UTC ticks.</param>
    public static LineRow Of(long lineId, ControlLine line, long serviceTime, long? orderId) => new()
    {
        LineId = lineId,
        OrderId = orderId,
        LineNo = line.LineNo,
        Account = line.Account,
        SubAccount = line.SubAccount,
        Measure = line.Measure,
        ServiceTime = serviceTime,
        LineJson = StoreJson.Write(line),
    };

    public Task<int> InsertAsync(WriteSession session) =>
        session.ExecuteAsync(
            """
            INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, expiring_freeze_id, expiring_last_day, line_json)
            VALUES (@LineId, @OrderId, @LineNo, @Account, @SubAccount, @Measure, 1, @ServiceTime, @ExpiringFreezeId, @ExpiringLastDay, @LineJson)
            """,
            this with { LineJson = session.Cipher.Seal(SealedColumns.Line.Of(LineId), LineJson) });
}

namespace Gateway.Store.Relational;

/// <summary>The one row that every write transaction begins with: the last of everything that must rise without gap or be chained.</summary>
internal sealed record StoreHead
{
    /// <summary>UTC ticks.</summary>
    public long LastArrival { get; init; }
    public long LastOrderId { get; init; }
    public long LastLineId { get; init; }
    public long LastOutboxId { get; init; }
    public long LastAuditNo { get; init; }
    public byte[] LastAuditHash { get; init; } = [];
    /// <summary>Raised with each write of the head.</summary>
    public long Version { get; init; }

    public const string Select = """
        SELECT last_arrival AS LastArrival, last_order_id AS LastOrderId, last_line_id AS LastLineId,
               last_outbox_id AS LastOutboxId, last_audit_no AS LastAuditNo, last_audit_hash AS LastAuditHash, version AS Version
        FROM store_head WHERE head_id = 1
        """;

    public const string Update = """
        UPDATE store_head SET last_arrival = @LastArrival, last_order_id = @LastOrderId, last_line_id = @LastLineId,
               last_outbox_id = @LastOutboxId, last_audit_no = @LastAuditNo, last_audit_hash = @LastAuditHash, version = version + 1
        WHERE head_id = 1 AND version = @Version
        """;
}

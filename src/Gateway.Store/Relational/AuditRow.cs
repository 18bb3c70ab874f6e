namespace Gateway.Store.Relational;

/// <summary>A row of audit.</summary>
internal sealed record AuditRow
{
    public long No { get; init; }
    public long RecordedAt { get; init; }
    public string Actor { get; init; } = "";
    public string Action { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Detail { get; init; } = "";
    public byte[] PreviousHash { get; init; } = [];
    public byte[] Hash { get; init; } = [];

    public const string Insert = """
        INSERT INTO audit (audit_no, recorded_at, actor, action, subject, detail, previous_hash, hash)
        VALUES (@No, @RecordedAt, @Actor, @Action, @Subject, @Detail, @PreviousHash, @Hash)
        """;
}

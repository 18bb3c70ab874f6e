namespace Gateway.Ops.Audit;

/// <summary>What the last check of the audit chain found (I8).</summary>
/// <param name="At">When it ended.</param>
/// <param name="FirstBroken">The first entry that does not verify; null: all do.</param>
public sealed record AuditVerdict(DateTimeOffset At, long? FirstBroken);

/// <summary>The last verdict of this process.</summary>
public sealed class AuditState
{
    private volatile AuditVerdict? _last;

    /// <summary>Null: this process has not checked yet.</summary>
    public AuditVerdict? Last
    {
        get => _last;
        set => _last = value;
    }
}

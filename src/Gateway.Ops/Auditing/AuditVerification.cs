using System.Text.Json.Nodes;
using Gateway.Ops.Behind;
using Gateway.Store;
using Gateway.Store.Auditing;

namespace Gateway.Ops.Auditing;

/// <summary>A verification of the whole chain.</summary>
/// <param name="Done">Entries that verified.</param>
/// <param name="EndedAt">Null: it is under way, or broke off.</param>
/// <param name="Broken">The first entry that does not verify; null: all did.</param>
public sealed record Verification(string By, DateTimeOffset BegunAt, long Done, long Of, DateTimeOffset? EndedAt, long? Broken);

/// <summary>Verifies the audit chain when somebody asks for it: once at a time, whoever looks sees how far it is. Who asked and what came of it stands in the chain itself.</summary>
public sealed class AuditVerification(IAuditLog log, IStore store, BehindThePage behind, TimeProvider clock)
{
    private const string Work = "audit verification";

    private volatile Verification? _last;

    /// <summary>The one under way, or the last that this process made; null: none.</summary>
    public Verification? Last => _last;

    public bool IsUnderWay => behind.IsUnderWay(Work);

    /// <summary>Begins one; false: one is under way.</summary>
    public bool TryBegin(string person) => behind.TryBegin(Work, cancel => RunAsync(person, cancel));

    /// <summary>Verifies, and writes into the chain what came of it.</summary>
    public async Task RunAsync(string person, CancellationToken cancel)
    {
        var begun = new Verification(person, clock.GetUtcNow(), 0, 0, null, null);
        _last = begun;
        var broken = await log.VerifyAuditAsync(new Told(progress => _last = begun with { Done = progress.Done, Of = progress.Of }), cancel).ConfigureAwait(false);
        var verified = _last!;
        var detail = new JsonObject { ["entries"] = verified.Of, ["broken"] = broken };
        await store.AuditAsync(new AuditEntry($"person:{person.Trim()}", "audit.verified", "audit", detail.ToJsonString()), cancel).ConfigureAwait(false);
        _last = verified with { EndedAt = clock.GetUtcNow(), Broken = broken };
    }

    // At once, on the thread that verifies: Progress<T> would tell of an earlier part after a later one.
    private sealed class Told(Action<AuditProgress> tell) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => tell(value);
    }
}

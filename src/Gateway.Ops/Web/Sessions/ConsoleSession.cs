using System.Collections.Concurrent;
using Gateway.Ops.Orders;
using Gateway.Ops.Privacy;
using Gateway.Store.Auditing;
using Gateway.Store.Staff;

namespace Gateway.Ops.Web.Sessions;

/// <summary>One sign-in, from its beginning to its end. Sessions live in this process' memory: who has signed in must do so again when it restarts.</summary>
/// <param name="Id">What the cookie names.</param>
/// <param name="Version">The account's at sign-in.</param>
/// <param name="BeganAt">A timestamp of the process' own clock, which nobody sets.</param>
internal sealed record ConsoleSession(string Id, string Name, StaffRole Role, bool MustChange, long Version, long BeganAt)
{
    private long _lastActAt = BeganAt;

    /// <summary>What an issuer vouched for the person with; null: they have an account here.</summary>
    public string? IdToken { get; init; }

    /// <summary>When something was last done.</summary>
    public long LastActAt => Volatile.Read(ref _lastActAt);

    /// <summary>What the person has had revealed, with a reason that is in the audit chain.</summary>
    public ConcurrentDictionary<string, Sight> Revealed { get; } = new(StringComparer.Ordinal);

    /// <summary>Which orders the person looked for last.</summary>
    public OrderSearch Search { get; set; } = new();

    /// <summary>Which entries of the audit chain the person looked for last.</summary>
    public AuditFilter? Audit { get; set; }

    /// <summary>A paper order that was not in order yet.</summary>
    public PaperDraft? Paper { get; set; }

    /// <summary>The account that the person looked at last, with a reason.</summary>
    public string? Account { get; set; }

    /// <summary>What was wrong with the last act, for the page that comes next.</summary>
    public IReadOnlyList<string> Notices { get; set; } = [];

    public IReadOnlyList<string> TakeNotices()
    {
        var notices = Notices;
        Notices = [];
        return notices;
    }

    public void Touch(long now) => Volatile.Write(ref _lastActAt, now);
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gateway.Ops.Web.OpenId;
using Gateway.Store.Staff;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web.Sessions;

/// <summary>Who has signed in. A session ends by itself when nothing was done for a while, after its longest time, and when its account is changed or ended.</summary>
/// <param name="options">How long.</param>
/// <param name="staff">The accounts.</param>
/// <param name="time">Measures; never a clock that can be set.</param>
internal sealed class SessionTable(IOptions<ConsoleOptions> options, IStaffStore staff, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConsoleSession> _sessions = new(StringComparer.Ordinal);
    private readonly TimeSpan _idle = TimeSpan.FromMinutes(options.Value.IdleMinutes);
    private readonly TimeSpan _longest = TimeSpan.FromHours(options.Value.SessionHours);

    public ConsoleSession Begin(StaffAccount account) => Keep(new ConsoleSession(NewId(), account.Name, account.Role, account.MustChange, account.Version, time.GetTimestamp()));

    /// <summary>The session of somebody whom the issuer vouches for: they have no account here.</summary>
    public ConsoleSession Begin(OpenIdPerson person) => Keep(new ConsoleSession(NewId(), person.Name, person.Role, MustChange: false, Version: 0, time.GetTimestamp()) { IdToken = person.IdToken });

    public void End(string id) => _sessions.TryRemove(id, out _);

    /// <summary>The session, if it is not over; null also where its account was changed since.</summary>
    public async Task<ConsoleSession?> FindAsync(string? id, CancellationToken cancel)
    {
        if (id is null || !_sessions.TryGetValue(id, out var session)) return null;
        if (!IsOver(session) && Holds(session, await staff.FindStaffAsync(session.Name, cancel).ConfigureAwait(false))) return session;
        End(session.Id);
        return null;
    }

    /// <summary>Something was done.</summary>
    public void Touch(string? id)
    {
        if (id is not null && _sessions.TryGetValue(id, out var session) && !IsOver(session)) session.Touch(time.GetTimestamp());
    }

    /// <summary>An account that gets the name of somebody whom the issuer vouches for ends their sessions: that is how they are kept out at once.</summary>
    private static bool Holds(ConsoleSession session, StaffAccount? account) => session.IdToken is null ? account is { Ended: false } && account.Version == session.Version : account is null;

    private ConsoleSession Keep(ConsoleSession session)
    {
        foreach (var over in _sessions.Values.Where(IsOver)) End(over.Id);
        _sessions[session.Id] = session;
        return session;
    }

    private static string NewId() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private bool IsOver(ConsoleSession session) => time.GetElapsedTime(session.LastActAt) > _idle || time.GetElapsedTime(session.BeganAt) > _longest;
}

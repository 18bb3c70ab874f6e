using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Store.Staff;

namespace Gateway.Store.Relational;

/// <summary>The console's own accounts.</summary>
internal static class StaffSteps
{
    const string All = """
        SELECT name AS Name, role AS Role, password_hash AS PasswordHash, must_change AS MustChange, version AS Version, failures AS Failures,
               locked_until AS LockedUntil, ended AS Ended FROM staff
        """;

    public static async Task<IReadOnlyList<StaffAccount>> ReadAsync(ReadSession session) =>
        [.. (await session.ListAsync<StaffRow>(All + " ORDER BY name").ConfigureAwait(false)).Select(r => r.Account)];

    public static async Task<StaffAccount?> FindAsync(ReadSession session, string name) =>
        (await session.FirstAsync<StaffRow>(All + " WHERE name = @name", new { name }).ConfigureAwait(false))?.Account;

    public static async Task<bool> AddFirstAsync(WriteSession session, string name, string passwordHash)
    {
        if (await session.FirstAsync<long>("SELECT COUNT(*) FROM staff").ConfigureAwait(false) > 0) return false;
        await InsertAsync(session, name, StaffRole.Administrator, passwordHash, Audit.Gateway).ConfigureAwait(false);
        return true;
    }

    public static async Task<StaffFault?> AddAsync(WriteSession session, string name, StaffRole role, string passwordHash, string by)
    {
        if (await FindAsync(session, name).ConfigureAwait(false) is not null) return StaffFault.NameTaken;
        await InsertAsync(session, name, role, passwordHash, Audit.Person(by)).ConfigureAwait(false);
        return null;
    }

    public static async Task<StaffFault?> ChangeAsync(WriteSession session, string name, StaffRole role, bool ended, string by)
    {
        if (await FindAsync(session, name).ConfigureAwait(false) is not { } account) return StaffFault.NoSuchName;
        var stays = role == StaffRole.Administrator && !ended;
        if (account is { Role: StaffRole.Administrator, Ended: false } && !stays && await AdministratorsAsync(session).ConfigureAwait(false) == 1) return StaffFault.LastAdministrator;
        await session.ExecuteAsync(
            "UPDATE staff SET role = @role, ended = @ended, failures = 0, locked_until = NULL, version = version + 1 WHERE name = @name",
            new { name, role = role.ToString(), ended }).ConfigureAwait(false);
        await LogAsync(session, Audit.Person(by), "staff.changed", name, new JsonObject { ["role"] = role.ToString(), ["ended"] = ended }).ConfigureAwait(false);
        return null;
    }

    public static async Task<StaffFault?> SetPasswordAsync(WriteSession session, string name, string passwordHash, string by)
    {
        if (await FindAsync(session, name).ConfigureAwait(false) is null) return StaffFault.NoSuchName;
        await session.ExecuteAsync(
            "UPDATE staff SET password_hash = @passwordHash, must_change = @mustChange, failures = 0, locked_until = NULL, version = version + 1 WHERE name = @name",
            new { name, passwordHash, mustChange = by != name }).ConfigureAwait(false);
        await LogAsync(session, Audit.Person(by), "staff.password", name, []).ConfigureAwait(false);
        return null;
    }

    public static async Task RecordSignInAsync(WriteSession session, string name, bool right, int lockAfter, TimeSpan lockFor)
    {
        if (await FindAsync(session, name).ConfigureAwait(false) is not { } account) return;
        var failures = right ? 0 : account.Failures + 1;
        var locks = failures >= lockAfter;
        await session.ExecuteAsync(
            "UPDATE staff SET failures = @failures, locked_until = @until WHERE name = @name",
            new { name, failures = locks ? 0 : failures, until = locks ? (session.Now + lockFor).UtcTicks : (long?)null }).ConfigureAwait(false);
        await LogAsync(session, Audit.Person(name), right ? "staff.signed-in" : locks ? "staff.locked" : "staff.turned-away", name, []).ConfigureAwait(false);
    }

    static async Task InsertAsync(WriteSession session, string name, StaffRole role, string passwordHash, string actor)
    {
        await session.ExecuteAsync(
            "INSERT INTO staff (name, role, password_hash, must_change, version, failures, locked_until, ended) VALUES (@name, @role, @passwordHash, 1, 1, 0, NULL, 0)",
            new { name, role = role.ToString(), passwordHash }).ConfigureAwait(false);
        await LogAsync(session, actor, "staff.added", name, new JsonObject { ["role"] = role.ToString() }).ConfigureAwait(false);
    }

    static Task<long> AdministratorsAsync(WriteSession session) => session.FirstAsync<long>("SELECT COUNT(*) FROM staff WHERE role = 'Administrator' AND ended = 0");

    static Task LogAsync(WriteSession session, string actor, string action, string name, JsonObject detail) =>
        AuditChain.AppendAsync(session, new AuditEntry(actor, action, $"staff:{name}", detail.ToJsonString(JsonSerializerOptions.Default)));

    sealed record StaffRow
    {
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public string PasswordHash { get; init; } = "";
        public bool MustChange { get; init; }
        public long Version { get; init; }
        public int Failures { get; init; }
        public long? LockedUntil { get; init; }
        public bool Ended { get; init; }

        public StaffAccount Account => new(Name, Enum.Parse<StaffRole>(Role), PasswordHash, MustChange, Version, Failures, LockedUntil is { } until ? Columns.Moment(until) : null, Ended);
    }
}

namespace Gateway.Store.Staff;

/// <summary>What a person may do at the console. Each role looks; beyond that the roles are apart, so that nobody makes, checks and says who may.</summary>
public enum StaffRole
{
    /// <summary>Looks.</summary>
    Viewer,
    /// <summary>Makes: proposes decisions, retries and settles parked accounts.</summary>
    Operator,
    /// <summary>Checks: confirms or refuses what another proposed.</summary>
    Checker,
    /// <summary>Says who may sign in, as what.</summary>
    Administrator,
}

/// <summary>A person's account at the console.</summary>
/// <param name="Name">What they sign in with; it stands in the audit chain.</param>
/// <param name="PasswordHash">As the hasher wrote it; never shown.</param>
/// <param name="MustChange">The password was made by somebody else.</param>
/// <param name="Version">Rises with each change of role, password or end: a session of an older one is over.</param>
/// <param name="Failures">Wrong passwords since the last right one.</param>
/// <param name="LockedUntil">Nobody signs in before.</param>
public sealed record StaffAccount(string Name, StaffRole Role, string PasswordHash, bool MustChange, long Version, int Failures, DateTimeOffset? LockedUntil, bool Ended);

/// <summary>What became of putting an account.</summary>
public enum StaffFault
{
    NameTaken,
    NoSuchName,
    /// <summary>Somebody must be left who can say who may sign in.</summary>
    LastAdministrator,
}

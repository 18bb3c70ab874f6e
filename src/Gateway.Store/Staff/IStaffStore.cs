namespace Gateway.Store.Staff;

/// <summary>The console's own accounts. Every change is one transaction with its entry in the audit chain; accounts are ended, never removed.</summary>
public interface IStaffStore
{
    /// <summary>All accounts by name, ended ones too.</summary>
    Task<IReadOnlyList<StaffAccount>> ReadStaffAsync(CancellationToken cancel);

    Task<StaffAccount?> FindStaffAsync(string name, CancellationToken cancel);

    /// <summary>The first administrator of a store without any account; false: there is one already.</summary>
    Task<bool> AddFirstAsync(string name, string passwordHash, CancellationToken cancel);

    /// <summary>A new account; its password must be changed at the first sign-in.</summary>
    /// <param name="by">Who makes it.</param>
    Task<StaffFault?> AddStaffAsync(string name, StaffRole role, string passwordHash, string by, CancellationToken cancel);

    /// <summary>Role and whether the account is ended; lifts a lock.</summary>
    Task<StaffFault?> ChangeStaffAsync(string name, StaffRole role, bool ended, string by, CancellationToken cancel);

    /// <summary>A new password, one's own or, with another as <paramref name="by"/>, one that must be changed at the next sign-in; lifts a lock.</summary>
    Task<StaffFault?> SetPasswordAsync(string name, string passwordHash, string by, CancellationToken cancel);

    /// <summary>Somebody signed in, or tried to. The failure that makes <paramref name="lockAfter"/> locks the account.</summary>
    Task RecordSignInAsync(string name, bool right, int lockAfter, TimeSpan lockFor, CancellationToken cancel);
}

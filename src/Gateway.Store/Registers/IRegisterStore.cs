namespace Gateway.Store.Registers;

/// <summary>The registers in the store. Two people change them (<see cref="Desk.IDeskStore"/>); what is configured is entered where a register never had an entry of that key.</summary>
public interface IRegisterStore
{
    /// <summary>Rises with every change of these registers, whichever process made it; 0: they are empty.</summary>
    Task<long> ReadRegisterVersionAsync(IReadOnlyList<RegisterKind> kinds, CancellationToken cancel);

    /// <summary>These registers with all their entries.</summary>
    Task<RegisterContents> ReadRegistersAsync(IReadOnlyList<RegisterKind> kinds, CancellationToken cancel);

    /// <summary>A register's entries behind <paramref name="after"/>, by key, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<RegisterEntry>> ReadEntriesAsync(RegisterKind kind, string after, int max, CancellationToken cancel);

    Task<RegisterEntry?> FindEntryAsync(RegisterKind kind, string key, CancellationToken cancel);

    /// <summary>What happened to an entry, oldest first.</summary>
    Task<IReadOnlyList<RegisterLogEntry>> ReadLogAsync(RegisterKind kind, string key, CancellationToken cancel);

    /// <summary>
    /// Enters what is configured where the register has and had no entry of that key, with audit entries. Returns those whose register entry is another one, or was ended by
    /// people: there the register holds.
    /// </summary>
    Task<IReadOnlyList<RegisterEntry>> EnterConfiguredAsync(IReadOnlyList<RegisterEntry> configured, CancellationToken cancel);
}

namespace Gateway.Store.Registers;

/// <summary>What is to become of one entry. Before is what the register held when it was proposed (null: nothing); After null ends it.</summary>
public sealed record RegisterItem(RegisterKind Kind, string Key, RegisterEntry? Before, RegisterEntry? After);

/// <summary>What two people decide on at once: all of it is done, or none.</summary>
public sealed record RegisterChange(IReadOnlyList<RegisterItem> Items);

/// <summary>What is wrong with an entry.</summary>
/// <param name="Column">Empty: the entry as a whole.</param>
public sealed record RegisterFault(RegisterKind Kind, string Key, string Column, string Reason);

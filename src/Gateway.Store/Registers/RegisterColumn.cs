namespace Gateway.Store.Registers;

/// <summary>One column of a register.</summary>
/// <param name="Name">As files, commands and calls name it.</param>
/// <param name="IsKey">Part of what the entry is found by.</param>
/// <param name="Fault">What is wrong with a text, or null.</param>
public sealed record RegisterColumn(string Name, bool IsKey, Func<string, string?> Fault);

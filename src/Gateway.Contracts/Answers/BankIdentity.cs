namespace Gateway.Contracts.Answers;

/// <summary>The answering bank.</summary>
/// <param name="Name">As it stands on the receipt.</param>
/// <param name="Code">The bank's code in the courts' network.</param>
/// <param name="TimeZone">Times on the wire are written in it.</param>
public sealed record BankIdentity(string Name, string Code, TimeZoneInfo TimeZone);

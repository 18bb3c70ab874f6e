namespace Gateway.Ops.Emergency;

/// <summary>What the bank laid down for emergencies (section Emergency of the configuration).</summary>
/// <param name="OfflineChannel">The channel of paper orders.</param>
/// <param name="Contacts">Whom to call.</param>
public sealed record EmergencyPlan(string OfflineChannel, IReadOnlyList<EmergencyContact> Contacts);

/// <summary>One person or desk to call.</summary>
/// <param name="Duty">What they are responsible for.</param>
public sealed record EmergencyContact(string Name, string Duty, string Phone);

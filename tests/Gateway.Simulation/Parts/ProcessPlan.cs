namespace Gateway.Simulation.Parts;

/// <summary>A process that is started again whenever it died.</summary>
internal sealed record ProcessPlan(string Name, SimRoles Roles);

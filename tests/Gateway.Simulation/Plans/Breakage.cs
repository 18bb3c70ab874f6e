namespace Gateway.Simulation.Plans;

/// <summary>What is wrong with the world itself, to show that the simulation notices: no gateway could do right in such a world.</summary>
[Flags]
internal enum Breakage
{
    None = 0,
    /// <summary>The core carries a change out again under the same key.</summary>
    CoreForgetsKeys = 1,
    /// <summary>The bus says that it has a message and loses it.</summary>
    BusLosesMessages = 2,
    /// <summary>The store says that a transaction is durable and undoes it.</summary>
    StoreLosesCommits = 4,
}

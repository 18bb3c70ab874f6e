namespace Gateway.Simulation.Faults;

/// <summary>The kinds of call that leave a process.</summary>
internal enum CallKind { StoreRead, StoreCommit, Archive, CoreRead, CoreChange, Publish }

/// <summary>What becomes of a call.</summary>
internal enum Failure
{
    None,
    /// <summary>It fails and had no effect.</summary>
    Before,
    /// <summary>It had its effect, and the caller is told that it failed.</summary>
    After,
    /// <summary>The caller is told that it failed, and it has its effect later on.</summary>
    Late,
    /// <summary>The process dies before the effect.</summary>
    CrashBefore,
    /// <summary>The process dies after the effect and before it hears of it.</summary>
    CrashAfter,
}

/// <summary>Decides what becomes of each call.</summary>
internal interface IFaults
{
    Failure Next(CallKind kind);

    /// <summary>From now on nothing fails any more.</summary>
    void End();
}

using Gateway.Simulation.Faults;
using Gateway.Store.Archive;

namespace Gateway.Simulation.Parts;

/// <summary>A real segment file whose syncs may fail.</summary>
internal sealed class SimSegment(SimProcess process, string directory, string name)
    : SegmentWriter(name, File.OpenHandle(Path.Combine(directory, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read))
{
    public override void Flush()
    {
        var failure = process.Decide(CallKind.Archive);
        if (failure is Failure.Before or Failure.Late) throw new IOException("simulated: the archive could not be synced");
        base.Flush();
        // A process that dies here is never told: its next call that leaves it does not come back.
        if (failure == Failure.CrashAfter) process.Kill("after Archive");
        if (failure == Failure.After) throw new IOException("simulated: the archive was synced and said that it was not");
    }
}

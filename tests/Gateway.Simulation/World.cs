using Gateway.Contracts.Answers;
using Gateway.Simulation.Actors;
using Gateway.Simulation.Checks;
using Gateway.Simulation.Engine;
using Gateway.Simulation.Faults;
using Gateway.Simulation.Parts;
using Gateway.Simulation.Plans;

namespace Gateway.Simulation;

/// <summary>One run: the processes of the gateway with store, bus and core, the courts, the desk, the customers, and time. All of it on one thread and from one seed.</summary>
internal sealed class World : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromMinutes(45);
    private const int MaximumSteps = 150_000;
    private const int MillisecondsOfRestart = 8_000;

    private readonly Dictionary<string, int> _incarnations = [];
    private bool _ended;

    public World(Scenario scenario, IFaults? faults = null)
    {
        Scenario = scenario;
        Agenda = new Agenda(Scenario.Start, Trace);
        Chance = new Random(scenario.Seed);
        Faults = faults ?? new RandomFaults(new Random(scenario.Seed ^ 0x5eed), scenario.FaultsPerThousand);
        Folder = StoreFolder.Make();
        Core = new SimCore(this, scenario.Accounts) { RefusesPerThousand = scenario.CoreRefusesPerThousand };
        Broker = scenario.SharedBus ? new Broker(this) : null;
        Observer = new Observer(Folder);
        Courts = new CourtSide(this);
        Desk = new ReviewDesk(this);
    }

    public static BankIdentity Bank { get; } = new("示例银行", "BK001", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    public Scenario Scenario { get; }

    public Trace Trace { get; } = new();

    public Agenda Agenda { get; }

    /// <summary>The seed's dice.</summary>
    public Random Chance { get; }

    public IFaults Faults { get; }

    /// <summary>Where the store's files are.</summary>
    public string Folder { get; }

    public SimCore Core { get; }

    public Broker? Broker { get; }

    public Observer Observer { get; }

    public CourtSide Courts { get; }

    public ReviewDesk Desk { get; }

    /// <summary>Those that run, or stand still.</summary>
    public List<SimProcess> Processes { get; } = [];

    /// <summary>The first thing that is wrong.</summary>
    public string? Violation { get; private set; }

    /// <summary>Whether nothing fails any more.</summary>
    public bool Settling { get; private set; }

    private readonly List<SimProcess> _all = [];

    public async Task RunAsync()
    {
        foreach (var plan in Scenario.Processes) Begin(plan);
        foreach (var happening in Scenario.Happenings) Agenda.In(happening.At, null, happening.What, () => happening.Do(this));
        Courts.Begin();
        Desk.Begin();
        Agenda.In(Scenario.FaultsEnd, null, "FAULTS END", EndFaults);
        await Pump.RunAsync(Step);
        if (Violation is null) await EndChecks.RunAsync(this);
    }

    /// <summary>Something is wrong; the run ends here.</summary>
    public void Fail(string what)
    {
        if (Violation is not null) return;
        Violation = what;
        Agenda.Note(null, $"VIOLATION: {what}");
    }

    /// <summary>How long a call takes.</summary>
    public TimeSpan Delay()
    {
        if (!Scenario.VariousDelays) return TimeSpan.FromMilliseconds(1);
        var draw = Chance.Next(1000);
        return TimeSpan.FromMilliseconds(draw < 940 || Settling ? 1 + Chance.Next(8) : draw < 995 ? 20 + Chance.Next(600) : 1000 + Chance.Next(9000));
    }

    public void OnCommit(SimProcess process)
    {
        if (Observer.FindFault() is { } fault) Fail($"after a commit of {process.Name}: {fault}");
    }

    /// <summary>Who died is started again, sooner or later.</summary>
    public void OnDeath(SimProcess process)
    {
        Processes.Remove(process);
        Agenda.In(TimeSpan.FromMilliseconds(200 + Chance.Next(MillisecondsOfRestart)), null, "", () => Begin(process.Plan));
    }

    /// <summary>A process that may be asked something, if there is one.</summary>
    public SimProcess? Pick(SimRoles role)
    {
        var able = Processes.Where(p => p.Answers && p.Plan.Roles.HasFlag(role)).ToList();
        return able.Count == 0 ? null : able[Chance.Next(able.Count)];
    }

    public void Dispose()
    {
        foreach (var process in _all) process.Dispose();
        Observer.Dispose();
        StoreFolder.Remove(Folder);
    }

    private bool Step()
    {
        if (Violation is not null || _ended) return false;
        if (Agenda.Steps > MaximumSteps) Fail($"it goes on for ever: {MaximumSteps} steps; open: {Observer.Open(this)}");
        if (!Agenda.Step()) Fail("nothing happens any more");
        return Violation is null;
    }

    private void Begin(ProcessPlan plan)
    {
        _incarnations[plan.Name] = _incarnations.GetValueOrDefault(plan.Name) + 1;
        var process = new SimProcess(this, plan, _incarnations[plan.Name], TimeSpan.FromMilliseconds(Scenario.VariousDelays ? Chance.Next(400) - 200 : 0));
        Processes.Add(process);
        _all.Add(process);
        Agenda.Note(process, $"STARTS ({plan.Roles})");
        _ = process.StartAsync();
    }

    private void EndFaults()
    {
        Settling = true;
        Faults.End();
        Core.RefusesPerThousand = 0;
        foreach (var process in Processes.ToList()) process.Resume();
        LookWhetherSettled(Agenda.Now + SettleWithin);
    }

    private void LookWhetherSettled(DateTimeOffset until) => Agenda.In(Look, null, "", () =>
    {
        if (Observer.Open(this) is not { } open)
            Agenda.In(Grace, null, "SETTLED?", End);
        else if (Agenda.Now > until) Fail($"it does not come to an end: {open}");
        else LookWhetherSettled(until);
    });

    // What comes to rest stays at rest.
    private void End()
    {
        if (Observer.Open(this) is { } open) Fail($"it came to rest, and went on by itself: {open}");
        _ended = true;
    }
}

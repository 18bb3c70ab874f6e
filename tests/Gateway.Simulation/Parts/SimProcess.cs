using Gateway.Bus;
using Gateway.Bus.InProcess;
using Gateway.Contracts.V1;
using Gateway.CoreBanking;
using Gateway.Ingress.Intake;
using Gateway.Ingress.Review;
using Gateway.Sealing;
using Gateway.Simulation.Engine;
using Gateway.Simulation.Faults;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Store.Objections;
using Gateway.Store.Publishing;
using Gateway.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Channel = Gateway.Register.Courts.Channel;

namespace Gateway.Simulation.Parts;

/// <summary>What a process does.</summary>
[Flags]
internal enum SimRoles { Ingress = 1, Worker = 2 }

/// <summary>
/// One process of the gateway, from its start to its death: the real ingress, worker and store, put together as the host does, on the world's clock, core and bus.
/// Every call that leaves it is a gate: there it may wait, fail, stand still, or die with all that it has in memory.
/// </summary>
internal sealed class SimProcess : IOwner, IDisposable
{
    private readonly World _world;
    private readonly ServiceProvider _services;
    private readonly List<Appointment> _held = [];
    private readonly List<IHostedService> _hosted;

    public SimProcess(World world, ProcessPlan plan, int incarnation, TimeSpan skew)
    {
        (_world, Plan) = (world, plan);
        Name = $"{plan.Name}{incarnation}";
        Time = new SimulatedTime(world.Agenda, this, skew);
        Store = SimStore.Open(world, this);
        _services = Compose();
        _hosted = [.. _services.GetServices<IHostedService>()];
    }

    public string Name { get; }

    public ProcessPlan Plan { get; }

    public bool Dead { get; private set; }

    public bool Paused { get; private set; }

    /// <summary>It stops in good order: it takes nothing new.</summary>
    public bool Stopping { get; private set; }

    public bool Answers => !Dead && !Paused && !Stopping;

    public TimeProvider Time { get; }

    public SimStore Store { get; }

    public void Hold(Appointment appointment) => _held.Add(appointment);

    public async Task StartAsync()
    {
        await OpenAsync();
        foreach (var service in _hosted) await service.StartAsync(CancellationToken.None);
    }

    // As the host does: a database that does not answer at start is waited for.
    private async Task OpenAsync()
    {
        while (true)
        {
            try
            {
                await Store.MigrateAsync(CancellationToken.None);
                return;
            }
            catch (IOException)
            {
                await PassAsync("store: is opened again");
            }
        }
    }

    /// <summary>In good order, as at the end of a deployment; a process that takes too long is killed.</summary>
    public async Task StopAsync()
    {
        const int DeadlineSeconds = 10;
        Stopping = true;
        _world.Agenda.In(TimeSpan.FromSeconds(DeadlineSeconds), null, "", () => Kill("its deadline to stop is over"));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(DeadlineSeconds - 1), Time);
        foreach (var service in Enumerable.Reverse(_hosted)) await service.StopAsync(deadline.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Store.DisposeAsync();
        Kill("stopped");
    }

    /// <summary>It dies here and now. What it has in memory is gone; what it has sent is on its way.</summary>
    public void Kill(string why)
    {
        if (Dead) return;
        Dead = true;
        _world.Agenda.Note(this, $"DIES: {why}");
        Store.Abandon();
        _world.Broker?.Leave(this);
        _world.OnDeath(this);
    }

    /// <summary>Stands still: nothing that it waits for reaches it before <see cref="Resume"/>.</summary>
    public void Pause()
    {
        Paused = true;
        _world.Agenda.Note(this, "STANDS STILL");
        _world.Broker?.OnPause(this);
    }

    /// <summary>Wakes up, knowing nothing of what happened meanwhile.</summary>
    public void Resume()
    {
        if (Dead || !Paused) return;
        Paused = false;
        _world.Agenda.Note(this, "WAKES UP");
        foreach (var held in _held) _world.Agenda.Again(held);
        _held.Clear();
        _world.Broker?.OnResume(this);
    }

    /// <summary>A gate: goes on when the world says so, and never in a process that died.</summary>
    public Task PassAsync(string what)
    {
        var passed = new TaskCompletionSource();
        if (!Dead) _world.Agenda.In(_world.Delay(), this, what, passed.SetResult);
        return passed.Task;
    }

    /// <summary>What becomes of a call that leaves the process now. A process that dies by it does so here; its caller must not go on.</summary>
    public Failure Decide(CallKind kind)
    {
        var failure = Dead ? Failure.CrashBefore : _world.Faults.Next(kind);
        if (failure == Failure.CrashBefore) Kill($"before {kind}");
        return failure;
    }

    /// <summary>A court's order at the door, behind the quotas.</summary>
    public async Task<IntakeResult> SubmitAsync(Channel channel, Order message)
    {
        var intake = _services.GetRequiredService<OrderIntake>();
        return await intake.CommitAsync(await intake.PrepareAsync(channel, message, CancellationToken.None), CancellationToken.None);
    }

    public void Dispose()
    {
        Dead = true;
        Store.Abandon();
        // Everything else is garbage: a dead process does not clean up.
        _services.GetService<WorkerMetrics>()?.Dispose();
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new TraceLog(_world.Agenda, this)).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(Time).AddSingleton<IStore>(Store).AddSingleton<ILeases>(Store).AddSingleton<Store.Reconciliation.IReconciliationStore>(Store).AddSingleton<IDeskStore>(Store).AddSingleton<IPublishing>(Store).AddSingleton<IPauseStore>(Store).AddSingleton<IObjectionStore>(Store).AddSingleton<Store.Restores.IRestoreStore>(Store).AddSingleton<Store.Damage.IDamagedReceipts>(Store).AddSingleton<ICoreBanking>(new CoreLink(_world, this)).AddSingleton<CoreRefusals>();
        services.AddPauses(new PausePolling(TimeSpan.FromMilliseconds(_world.Scenario.Worker.RelayPollMilliseconds)));
        services.AddSingleton<OrderTraffic>().AddSingleton<WorkSignal>().AddSingleton<ReceiptSignal>();
        services.AddSingleton(new Gateway.Register.Courts.CourtBook(_world.Scenario.Courts)).AddSingleton(_world.Scenario.Rules).AddSingleton(World.Bank);
        if (Plan.Roles.HasFlag(SimRoles.Ingress))
        {
            services.AddSingleton<IDocumentReview, PaperReview>().AddSingleton<IntakeAudit>().AddSingleton<RepeatLedger>().AddSingleton<OrderIntake>();
        }

        if (Plan.Roles.HasFlag(SimRoles.Worker))
        {
            services.AddSingleton(new SealRing([QuickSeal.Instance])).AddSingleton(_world.Scenario.Worker);
            if (_world.Broker is { } broker) services.AddSingleton<IWorkBus>(new BrokerLink(broker, this));
            else services.AddSingleton(new BusOptions { ControlConcurrency = 4, InquiryConcurrency = 2 }).AddSingleton<IWorkBus, InProcessWorkBus>();
            services.AddOptions();
            services.AddWorker();
        }

        return services.BuildServiceProvider();
    }
}

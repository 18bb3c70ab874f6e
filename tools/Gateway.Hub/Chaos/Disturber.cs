using System.Globalization;
using Confluent.Kafka;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Chaos;

/// <summary>Lets things go wrong, one of a kind and target at a time, and sets all right again at the end.</summary>
/// <param name="service">The gateway's processes and the core.</param>
/// <param name="broker">Its Kafka; null: none.</param>
/// <param name="plan">Brokers and accounts.</param>
/// <param name="topics">Topics' common first part.</param>
/// <param name="report">Takes a line for everything that is done.</param>
internal sealed class Disturber(DevelopmentService service, KafkaBroker? broker, ChaosPlan plan, string topics, Action<string> report)
{
    const int MostRepeated = 200;
    const int MostFaults = 5;

    static readonly (string At, string Fault)[] CoreFaults =
    [
        ("hold", "errorBefore"), ("hold", "errorAfter"), ("hold", "noAnswer"),
        ("debit", "errorBefore"), ("debit", "errorAfter"), ("debit", "noAnswer"),
        ("state", "errorBefore"), ("state", "noAnswer"),
    ];

    static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    readonly HashSet<object> busy = [];
    readonly List<Task> running = [];

    /// <summary>Begins to disturb; what it meets is left alone if it is disturbed already.</summary>
    public void Begin(Disturbance what)
    {
        running.RemoveAll(t => t.IsCompletedSuccessfully);
        running.Add(what.Kind switch
        {
            DisturbanceKind.KillProcess => OnNode(what, KillAsync),
            DisturbanceKind.PauseProcess => OnNode(what, PauseAsync),
            DisturbanceKind.LeaveAndJoin => OnNode(what, LeaveAndJoinAsync, "worker"),
            DisturbanceKind.KillBroker => KillBrokerAsync(what),
            DisturbanceKind.RepeatMessages => RepeatAsync(what),
            DisturbanceKind.CoreFaults => SpoilCoreAsync(what),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what.Kind, "no such disturbance"),
        });
    }

    /// <summary>Lets everything that was begun come to its end: all processes run again, the core answers.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        await Task.WhenAll(running);
        await service.Core.ClearFaultsAsync(cancel);
        await service.WaitUntilGatewayIsReadyAsync(cancel);
    }

    Task OnNode(Disturbance what, Func<GatewayNode, TimeSpan, Task> act, string? role = null)
    {
        // The process with the clock's and the register's door is needed to look at the rest.
        var nodes = service.Nodes.Where(n => role is null ? n.Roles != "ops" : n.Roles == role).ToList();
        var node = nodes[what.Target % nodes.Count];
        return AloneAsync(node, () =>
        {
            report(string.Create(CultureInfo.InvariantCulture, $"{what.Kind} {node.Name} for {what.Length.TotalSeconds:F1} s"));
            return act(node, what.Length);
        });
    }

    static async Task KillAsync(GatewayNode node, TimeSpan length)
    {
        await node.KillAsync();
        await Task.Delay(length);
        node.Start();
    }

    static async Task PauseAsync(GatewayNode node, TimeSpan length)
    {
        await ChildProcess.SignalAsync(node.Process!.Id, "STOP");
        await Task.Delay(length);
        await ChildProcess.SignalAsync(node.Process.Id, "CONT");
    }

    static async Task LeaveAndJoinAsync(GatewayNode node, TimeSpan length)
    {
        for (var left = length; left > TimeSpan.Zero; left -= 2 * Round)
        {
            await node.StopAsync(CancellationToken.None);
            await Task.Delay(Round);
            node.Start();
            await Task.Delay(Round);
        }
    }

    Task KillBrokerAsync(Disturbance what)
    {
        var node = 1 + (what.Target % plan.Kafka!.Brokers);
        // One at a time: two of three keep the partitions. With one broker all is away for a while.
        return AloneAsync("broker", async () =>
        {
            report(string.Create(CultureInfo.InvariantCulture, $"KillBroker {node} for {what.Length.TotalSeconds:F1} s"));
            await broker!.KillAsync(node, CancellationToken.None);
            await Task.Delay(what.Length);
            await broker.ReviveAsync(node, CancellationToken.None);
        });
    }

    Task RepeatAsync(Disturbance what) => AloneAsync("messages", async () =>
    {
        var random = new Random(what.Target);
        var count = random.Next(1, MostRepeated);
        report(string.Create(CultureInfo.InvariantCulture, $"RepeatMessages {count}"));
        using var producer = new ProducerBuilder<string, byte[]>(new ProducerConfig { BootstrapServers = broker!.Bootstrap }).SetLogHandler((_, _) => { }).Build();
        for (var i = 0; i < count; i++)
            producer.Produce(topics + ".control.v1", new Message<string, byte[]> { Key = ChaosRun.AccountNumber(random.Next(plan.Accounts)), Value = [] });
        await Task.Run(() => producer.Flush(TimeSpan.FromSeconds(30)));
    });

    Task SpoilCoreAsync(Disturbance what)
    {
        var (at, fault) = CoreFaults[what.Target % CoreFaults.Length];
        var times = 1 + (what.Target / CoreFaults.Length % MostFaults);
        report(string.Create(CultureInfo.InvariantCulture, $"CoreFaults {at} {fault} × {times}"));
        return service.Core.AddFaultAsync(at, fault, times, CancellationToken.None);
    }

    async Task AloneAsync(object target, Func<Task> act)
    {
        lock (busy)
            if (!busy.Add(target)) return;
        await act();
        lock (busy) busy.Remove(target);
    }
}

using Gateway.Bus;

namespace Gateway.Simulation.Parts;

/// <summary>
/// A bus that all processes share, as Kafka gives it: what was published stays until it was handled and that is known; each key belongs to one consumer, but who that is changes,
/// and the former one may go on with what it has. Messages are late, come twice and in another order.
/// </summary>
internal sealed class Broker(World world)
{
    private const int SessionTimeoutSeconds = 10;
    private const int DrainSeconds = 3;
    private const int RepeatPerThousand = 20;
    private const int LossPerThousand = 100;

    private readonly List<Message> _messages = [];
    private readonly Dictionary<WorkTopic, List<Consumer>> _consumers = new() { [WorkTopic.Control] = [], [WorkTopic.Inquiry] = [] };
    private readonly HashSet<SimProcess> _expelled = [];
    private int _generation;

    private sealed record Consumer(SimProcess Process, Func<WorkMessage, Task<TimeSpan?>> Handle);

    private sealed class Message(WorkMessage work)
    {
        public WorkMessage Work { get; } = work;

        public SimProcess? With { get; set; }

        /// <summary>Its handler wants it again then, and not before.</summary>
        public DateTimeOffset RestsUntil { get; set; }
    }

    public void Publish(WorkMessage work)
    {
        if (world.Scenario.Breaks.HasFlag(Plans.Breakage.BusLosesMessages) && world.Chance.Next(1000) < LossPerThousand) return;
        var copies = world.Chance.Next(1000) < RepeatPerThousand ? 2 : 1;
        for (var i = 0; i < copies; i++)
        {
            var message = new Message(work);
            world.Agenda.In(world.Delay(), null, "", () =>
            {
                _messages.Add(message);
                Dispatch();
            });
        }
    }

    public void Join(SimProcess process, WorkTopic topic, Func<WorkMessage, Task<TimeSpan?>> handle)
    {
        _consumers[topic].Add(new Consumer(process, handle));
        Rebalance();
    }

    /// <summary>The process is gone, or counts as gone.</summary>
    public void Leave(SimProcess process)
    {
        foreach (var consumers in _consumers.Values) consumers.RemoveAll(c => c.Process == process);
        Rebalance();
    }

    public void OnPause(SimProcess process) => world.Agenda.In(TimeSpan.FromSeconds(SessionTimeoutSeconds), null, "", () =>
    {
        if (!process.Paused || process.Dead || !_expelled.Add(process)) return;
        world.Agenda.Note(process, "bus: counts as gone");
        Rebalance();
    });

    public void OnResume(SimProcess process)
    {
        if (_expelled.Remove(process)) Rebalance();
    }

    /// <summary>Keys get other owners. What a former owner has in hand, it may finish within a deadline; then it is delivered again.</summary>
    public void Rebalance()
    {
        _generation++;
        foreach (var message in _messages.Where(m => m.With is { } holder && OwnerOf(m.Work)?.Process != holder))
        {
            var holder = message.With;
            world.Agenda.In(TimeSpan.FromSeconds(holder!.Dead ? 0 : world.Chance.Next(DrainSeconds)), null, "", () =>
            {
                if (message.With != holder || OwnerOf(message.Work)?.Process == holder) return;
                message.With = null;
                Dispatch();
            });
        }

        Dispatch();
    }

    private Consumer? OwnerOf(WorkMessage work)
    {
        var members = _consumers[work.Topic].Where(c => !c.Process.Dead && !_expelled.Contains(c.Process)).ToList();
        if (members.Count == 0) return null;
        var partition = work.Key.Aggregate(0, (sum, c) => (sum * 31 + c) & 0xffff) + _generation;
        return members[partition % members.Count];
    }

    private void Dispatch()
    {
        foreach (var message in _messages.ToList())
        {
            if (message.With is not null || message.RestsUntil > world.Agenda.Now || OwnerOf(message.Work) is not { } owner) continue;
            if (_messages.Any(m => m.Work == message.Work && m.With == owner.Process)) continue; // one at a time
            message.With = owner.Process;
            world.Agenda.In(world.Delay(), owner.Process, $"bus: {message.Work.Topic} {message.Work.Key}", () => _ = HandleAsync(owner, message));
        }
    }

    private void Rest(Message message, TimeSpan wait)
    {
        message.RestsUntil = world.Agenda.Now + wait;
        world.Agenda.In(wait, null, "", Dispatch);
    }

    private async Task HandleAsync(Consumer consumer, Message message)
    {
        var handling = consumer.Handle(message.Work);
        await ((Task)handling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var rest = handling.IsCompletedSuccessfully ? await handling : TimeSpan.Zero;
        // The offset is stored a little later: a process that dies before gets the message again.
        world.Agenda.In(world.Delay(), consumer.Process, rest is null ? "bus: done" : $"bus: again in {rest}", () =>
        {
            if (message.With != consumer.Process) return;
            message.With = null;
            if (rest is { } wait) Rest(message, wait);
            else _messages.Remove(message);
            Dispatch();
        });
    }
}

using Gateway.Bus;
using Gateway.Simulation.Faults;

namespace Gateway.Simulation.Parts;

/// <summary>A process' way to the shared bus.</summary>
internal sealed class BrokerLink(Broker broker, SimProcess process) : IWorkBus
{
    public bool Durable => true;

    public async Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0) return;
        var failure = process.Decide(CallKind.Publish);
        await process.PassAsync($"bus: publish {string.Join(", ", messages.Select(m => m.Key))}").ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (failure == Failure.Before) throw new IOException("simulated: nothing was published");
        // A batch that fails may have been taken in part.
        foreach (var message in failure == Failure.Late ? messages.Take(messages.Count / 2) : messages) broker.Publish(message);
        if (failure == Failure.CrashAfter) process.Kill("after Publish");
        await process.PassAsync("bus: published").ConfigureAwait(false);
        if (failure != Failure.None) throw new IOException("simulated: published in part or in whole, and the answer got lost");
    }

    public async Task ConsumeAsync(WorkTopic topic, WorkHandler handle, CancellationToken cancel)
    {
        var ended = new TaskCompletionSource();
        var inHand = 0;
        await using var ending = cancel.Register(ended.SetResult).ConfigureAwait(false);
        broker.Join(process, topic, HandleAsync);
        await ended.Task.ConfigureAwait(false);
        broker.Leave(process);
        while (inHand > 0) await process.PassAsync("").ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();

        async Task<TimeSpan?> HandleAsync(WorkMessage message)
        {
            inHand++;
            try
            {
                return await handle(message, cancel).ConfigureAwait(false);
            }
            finally
            {
                inHand--;
            }
        }
    }

    public Task<string?> ProblemAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

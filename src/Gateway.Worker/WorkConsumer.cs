using Gateway.Bus;
using Gateway.Worker.Inquiries;
using Gateway.Worker.Restores;
using Gateway.Worker.Turns;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker;

/// <summary>Hands the bus' messages to the runners. At the end of the process no line is begun any more; the lines in hand have until the host's deadline.</summary>
internal sealed class WorkConsumer(IWorkBus bus, AccountTurnRunner turns, InquiryRunner inquiries, RestoreWatch restores, TimeProvider time, ILogger<WorkConsumer> log) : BackgroundService
{
    private readonly CancellationTokenSource _deadline = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await restores.Looked.WaitAsync(stoppingToken).ConfigureAwait(false);
        await ConsumeAsync(stoppingToken).ConfigureAwait(false);
    }

    private Task ConsumeAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Loop.KeepAsync("control lines", cancel => bus.ConsumeAsync(WorkTopic.Control, (m, stopping) => HandleAsync(m, turns.RunAsync, stopping), cancel), time, log, stoppingToken),
        Loop.KeepAsync("inquiries", cancel => bus.ConsumeAsync(WorkTopic.Inquiry, (m, stopping) => HandleAsync(m, inquiries.RunAsync, stopping), cancel), time, log, stoppingToken));

    private async Task<TimeSpan?> HandleAsync(WorkMessage message, Func<string, CancellationToken, CancellationToken, Task<TimeSpan?>> run, CancellationToken stopping)
    {
        using var span = WorkerTrace.Process(message);
        return await run(message.Key, stopping, _deadline.Token).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using (cancellationToken.Register(_deadline.Cancel).ConfigureAwait(false))
            await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        _deadline.Dispose();
        base.Dispose();
    }
}

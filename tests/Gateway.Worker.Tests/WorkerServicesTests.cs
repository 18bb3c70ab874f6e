using Gateway.Bus;
using Gateway.Bus.InProcess;
using Gateway.CoreBanking;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Store.Emergency;
using Gateway.Store.Objections;
using Gateway.Store.Publishing;
using Gateway.Store.Reconciliation;
using Gateway.Worker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Worker.Tests;

/// <summary>The worker's services together, as a host runs them.</summary>
[TestFixture]
public sealed class WorkerServicesTests
{
    private const int GuardMilliseconds = 120_000;

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Every_accepted_order_is_answered_by_one_receipt(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync([.. Enumerable.Range(0, 10).Select(n => Given.Account(AccountNo(n), 10000))]);
        using var host = Host(bench);
        await host.StartAsync(guard);
        var signal = host.Services.GetRequiredService<WorkSignal>();

        for (var n = 0; n < 40; n++)
        {
            await bench.AcceptAsync(n % 4 == 3 ? Given.Inquiry($"O{n}") : Given.Control($"O{n}", Given.Freeze(AccountNo(n % 10), 1000)));
            signal.Pulse();
        }

        await UntilAnsweredAsync(bench, 40, guard);
        await host.StopAsync(guard);
        var receipts = await bench.ReceiptsAsync();
        Assert.That(receipts.Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, 40).Select(n => (long)n)));
        Assert.That(receipts.Select(r => r.Order.OrderNo), Is.EquivalentTo(Enumerable.Range(0, 40).Select(n => $"O{n}")));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_worker_that_starts_finishes_what_another_left_behind(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(AccountNo(1), 10000));
        var unanswered = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(AccountNo(1), 1000)));
        await bench.RunAsync(AccountNo(1)); // done, but without a receipt
        await bench.AcceptAsync(Given.Control("O2", Given.Deduct(AccountNo(1), 500, "O1")));
        await bench.Store.MarkSentAsync([.. (await bench.Store.ReadOutboxAsync("control", 10, guard)).Select(r => r.Id)], guard);
        Assert.That((await bench.Store.ReadUnansweredAsync(OrderKind.Control, 0, 10, guard)).Single().Key, Is.EqualTo(unanswered));

        using var host = Host(bench);
        await host.StartAsync(guard);
        await UntilAnsweredAsync(bench, 2, guard);
        await host.StopAsync(guard);

        Assert.That((await bench.ReceiptsAsync()).Select(r => r.Order.OrderNo), Is.EquivalentTo(new[] { "O1", "O2" }));
    }

    private static string AccountNo(int n) => (7000000000000000 + n).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task UntilAnsweredAsync(Bench bench, int receipts, CancellationToken guard)
    {
        while ((await bench.Store.ReadStatisticsAsync(guard)).UnacknowledgedReceipts < receipts)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1)); // polls and rests come to their end
            await Task.Yield();
        }
    }

    private static IHost Host(Bench bench)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<TimeProvider>(bench.Time)
            .AddSingleton(bench.Store)
            .AddSingleton((ILeases)bench.Store)
            .AddSingleton((IPublishing)bench.Store)
            .AddSingleton((IReconciliationStore)bench.Store)
            .AddSingleton(bench.Desk)
            .AddSingleton((IPauseStore)bench.Store)
            .AddSingleton((IObjectionStore)bench.Store)
            .AddSingleton((Gateway.Store.Restores.IRestoreStore)bench.Store)
            .AddSingleton((Gateway.Store.Damage.IDamagedReceipts)bench.Store)
            .AddPauses(new PausePolling(TimeSpan.FromSeconds(1)))
            .AddSingleton<ICoreBanking>(bench.Core)
            .AddSingleton<CoreRefusals>()
            .AddSingleton<WorkSignal>()
            .AddSingleton<ReceiptSignal>()
            .AddSingleton(bench.Traffic)
            .AddSingleton(new Gateway.Register.Courts.CourtBook(Given.Courts))
            .AddSingleton(bench.Rules)
            .AddSingleton(Bench.Bank)
            .AddSingleton(new SealRing([TestSeal.Key]))
            .AddSingleton(bench.Options)
            .AddSingleton(new BusOptions())
            .AddSingleton<IWorkBus, InProcessWorkBus>()
            .AddWorker();
        return builder.Build();
    }
}

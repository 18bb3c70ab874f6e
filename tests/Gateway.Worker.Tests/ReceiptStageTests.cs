using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

[TestFixture]
public sealed class ReceiptStageTests
{
    private const string Account = "6222000000000001";
    private const int GuardMilliseconds = 60_000;

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Receipts_of_inquiries_that_take_long_do_not_hold_back_a_freezes(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        for (var n = 0; n < 10; n++) await bench.AcceptAsync(Given.Inquiry($"Q{n}"));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAsync(Account);
        await bench.Inquiries().RunAsync(PartyKeys.Of(Given.Zhang), default, default);
        var answered = new TaskCompletionSource<OrderKey>();
        var store = Intercepted<IStore>.Around(
            bench.Store,
            (call, arguments) => call == nameof(IStore.StoreReceiptAsync) && ((NewReceipt)arguments[0]!).Order.OrderNo[0] == 'Q' ? Task.Delay(Timeout.Infinite, guard) : Task.CompletedTask,
            (call, arguments) =>
            {
                if (call == nameof(IStore.StoreReceiptAsync)) answered.TrySetResult(((NewReceipt)arguments[0]!).Order);
                return Task.CompletedTask;
            });
        using var stage = bench.Receipts(store);

        await stage.StartAsync(guard); // finds all of them in the store, of no kind yet

        Assert.That((await answered.Task.WaitAsync(guard)).OrderNo, Is.EqualTo("O1"));
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_receipt_that_could_not_be_stored_is_made_again(CancellationToken guard)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAsync(Account);
        var attempts = 0;
        var store = Intercepted<IStore>.Around(
            bench.Store,
            (call, _) => call == nameof(IStore.StoreReceiptAsync) && ++attempts == 1 ? throw new IOException("no space on disk") : Task.CompletedTask,
            (_, _) => Task.CompletedTask);
        using var stage = bench.Receipts(store);
        await stage.StartAsync(guard);

        while ((await bench.ReceiptsAsync()).Count == 0)
        {
            guard.ThrowIfCancellationRequested();
            bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await stage.StopAsync(guard);
        Assert.That(attempts, Is.EqualTo(2));
        Assert.That(bench.Rests.Failing, Is.Zero, "no alarm is left");
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Receipts_that_fail_rest_longer_each_time_and_delay_no_other(CancellationToken guard)
    {
        string[] broken = ["B0", "B1", "B2", "B3"]; // more than there are lanes
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        foreach (var order in broken) await bench.AcceptAsync(Given.Control(order, Given.Freeze(Account, 10)));
        await bench.RunAsync(Account);
        var attempts = new System.Collections.Concurrent.ConcurrentBag<(string Order, DateTimeOffset At)>();
        var store = Intercepted<IStore>.Around(
            bench.Store,
            (call, arguments) =>
            {
                if (call != nameof(IStore.StoreReceiptAsync) || ((NewReceipt)arguments[0]!).Order.OrderNo is not { } order || !broken.Contains(order)) return Task.CompletedTask;
                attempts.Add((order, bench.Time.GetUtcNow()));
                throw new IOException("no space on disk");
            },
            (_, _) => Task.CompletedTask);
        using var stage = bench.Receipts(store);
        await stage.StartAsync(guard);
        while (bench.Rests.Failing < broken.Length) await NextAsync(guard); // each failed once

        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 10)));
        await bench.RunAsync(Account);
        for (var second = 0; second < 120; second++)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await NextAsync(guard);
        }

        while ((await bench.ReceiptsAsync()).Count == 0) await NextAsync(guard, bench);
        await stage.StopAsync(guard);
        Assert.That((await bench.ReceiptsAsync()).Single().Order.OrderNo, Is.EqualTo("O1"));
        var first = attempts.Where(a => a.Order == "B0").Select(a => a.At).Order().ToList();
        var rests = first.Zip(first.Skip(1), (a, b) => (b - a).TotalSeconds).ToList();
        var longest = new WorkerOptions().ReceiptRetryMaximumSeconds;
        for (var i = 0; i < rests.Count; i++) Assert.That(rests[i], Is.GreaterThanOrEqualTo(Math.Min(5 * Math.Pow(2, i), longest)), $"rest {i + 1} of {string.Join(", ", rests)}");
        Assert.That(bench.Rests.Failing, Is.EqualTo(broken.Length), "an alarm while they fail");

        static async Task NextAsync(CancellationToken guard, Bench? moving = null)
        {
            guard.ThrowIfCancellationRequested();
            moving?.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}

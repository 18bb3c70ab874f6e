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
    }
}

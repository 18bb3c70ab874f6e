using System.Globalization;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.BankSide;

/// <summary>What the bank's own people do while courts' orders come and go: one service that runs, and commands beside it.</summary>
[Parallelizable]
internal sealed partial class BankSideTests
{
    static readonly TimeSpan Limit = Desk.AnswerLimit;

    Desk desk = null!;
    Counter counter = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        desk = await Desk.OpenHereAsync(
            [Desk.F10, Desk.F11],
            new("Logging:LogLevel:Default", "Error"), new("Logging:LogLevel:Microsoft", "Error"), new("Emergency:PollMilliseconds", "100"),
            new("Emergency:Contacts:0:Name", "赵值班"), new("Emergency:Contacts:0:Phone", "010-9"),
            new("Review:Measures:01:Mode", "semi"), new("Review:Amounts:CNY", "100000.00"), new("Review:FirstOrder", "false"), new("Worker:ParkAfterAttempts", "1"), new("CoreBanking:RetryDelayMilliseconds", "20"), new("Privacy:NoticeSeconds", "2"), new("Worker:ReceiptScanSeconds", "1"));
        counter = new Counter(desk);
    }

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    async Task<ControlAnswer> AnswerAsync(OrderForm form) => (await desk.AnswerAsync(desk.Write(form))).Controls.Single();

    /// <summary>Sends an order without waiting for its answer.</summary>
    Task<SubmitReply> SendAsync(OrderForm form) => desk.Hub.SubmitAsync(desk.Write(form), CancellationToken.None);

    async Task<ControlAnswer> ReceiptAsync(string order, int version = 0)
    {
        var receipt = await desk.Hub.GetReceiptAsync(order, version, Limit, CancellationToken.None);
        Assert.That(desk.Fault(receipt), Is.Null);
        return receipt.Body.Controls.Single();
    }

    /// <summary>The next receipt of an order that is not its FINAL one, from the channel's stream.</summary>
    async Task<Receipt> NoticeAsync(string order, ReceiptKind kind)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var receipt in desk.Hub.WatchReceiptsAsync(1, acknowledgedToo: true, limit.Token))
        {
            if (receipt.OrderNo != order || receipt.Kind != kind) continue;
            Assert.That(desk.Fault(receipt), Is.Null);
            return receipt;
        }

        throw new AssertionException($"no {kind} of {order}");
    }

    static async Task WaitAsync(Func<CancellationToken, Task<bool>> condition, string what) =>
        Assert.That(await Readiness.WaitAsync(condition, Limit, CancellationToken.None), Is.True, what);

    Task StateAsync(string order, OrderState state) =>
        WaitAsync(async cancel => (await desk.Hub.GetOrderAsync(order, cancel)).State == state, $"{order} is {state}");

    async Task<string[]> QueueAsync(string account) =>
        [.. (await desk.Service.Ops.PositionAsync(account, null, CancellationToken.None)).Freezes.Select(f => $"{f.OrderNo} {f.Actual}")];

    static OrderForm Deduct(string order, string account, string amount, string? original = null, string payee = "9001") =>
        new() { Verb = OrderVerb.Deduct, Order = order, Lines = [new LineForm { Account = account, Amount = amount, Payee = payee, Original = original }] };

    static OrderForm Release(string order, string account, string original) =>
        new() { Verb = OrderVerb.Release, Order = order, Lines = [new LineForm { Account = account, Original = original }] };

    string Today(int days = 0) => BankTime.DayOf(desk.Service.Clock.GetUtcNow()).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

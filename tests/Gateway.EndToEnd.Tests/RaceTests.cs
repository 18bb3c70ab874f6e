using System.Globalization;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests;

/// <summary>What happens when a customer, a court and a slow core meet on one account.</summary>
[Parallelizable]
internal sealed class RaceTests
{
    Desk desk = null!;

    [OneTimeSetUp]
    public async Task Open() => desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11], new KeyValuePair<string, string>("Logging:LogLevel:Default", "Error"));

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    // C14e: free money is held in the core before it is debited.
    [Test]
    public async Task The_customer_who_is_faster_is_what_the_receipt_tells_and_not_a_refusal()
    {
        await desk.PutAccountAsync("6222001", "10000.00");
        await desk.Service.Core.AddFaultAsync("hold", "delay", 1, CancellationToken.None);
        var deduction = desk.AnswerAsync(desk.Write(Deduct("R1", "6222001", "8000.00")));
        var taken = await WithdrawUntilRefusedAsync("6222001", deduction);
        var answer = (await deduction).Controls.Single();
        var deducted = decimal.Parse(answer.Deducted, CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Reason, Is.EqualTo(deducted == 8000 ? "" : "INSUFFICIENT_FUNDS"));
            Assert.That(deducted, Is.EqualTo(Math.Min(8000m, 10000m - taken)));
            Assert.That(decimal.Parse(answer.NotDeducted, CultureInfo.InvariantCulture), Is.EqualTo(8000m - deducted));
        });
    }

    // C29: a release never overtakes the deduction before it (I4).
    [Test]
    public async Task When_a_release_arrives_behind_an_open_deduction_it_waits()
    {
        await desk.PutAccountAsync("6222002", "10000.00");
        await desk.AnswerAsync(desk.Write(Desk.Freeze("R2", "6222002", "6000.00")));
        await desk.Service.Core.AddFaultAsync("debit", "delay", 1, CancellationToken.None);
        var deduction = desk.Write(Deduct("R3", "6222002", "6000.00", "R2"));
        await desk.Hub.SubmitAsync(deduction, CancellationToken.None);
        var release = (await desk.AnswerAsync(desk.Write(new OrderForm
        {
            Verb = OrderVerb.Release,
            Order = "R4",
            Lines = [new LineForm { Account = "6222002", Original = "R2" }],
        }))).Controls.Single();
        var deducted = (await desk.Hub.GetReceiptAsync("R3", 1, Desk.AnswerLimit, CancellationToken.None)).Body.Controls.Single();
        Assert.Multiple(() =>
        {
            Assert.That(deducted.Deducted, Is.EqualTo("6000.00"));
            Assert.That(release.Reason, Is.EqualTo("ORIGINAL_FREEZE_RELEASED"));
        });
    }

    async Task<decimal> WithdrawUntilRefusedAsync(string account, Task deduction)
    {
        var taken = 0m;
        while (!deduction.IsCompleted && await desk.Service.Core.WithdrawAsync(account, null, "700.00", CancellationToken.None)) taken += 700m;
        return taken;
    }

    static OrderForm Deduct(string order, string account, string amount, string? original = null) =>
        new() { Verb = OrderVerb.Deduct, Order = order, Lines = [new LineForm { Account = account, Amount = amount, Payee = "9001", Original = original }] };
}

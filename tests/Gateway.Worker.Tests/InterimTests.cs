using Gateway.Contracts.V1;
using Gateway.CoreBanking;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Worker.Tests.Support;
using ReceiptKind = Gateway.Store.ReceiptKind;

namespace Gateway.Worker.Tests;

/// <summary>What courts are told of orders some of whose lines wait.</summary>
[TestFixture]
public sealed class InterimTests
{
    private const string Quick = "6222000000000001";
    private const string Stuck = "6222000000000002";
    private const string Later = "6222000000000003";

    [Test]
    public async Task After_ten_minutes_a_court_is_told_what_is_known_and_again_when_more_is()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Quick, 10000), Given.Account(Stuck, 10000), Given.Account(Later, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Quick, 6000), Given.Freeze(Stuck, 6000), Given.Freeze(Later, 6000)));
        bench.Core.FaultAt = (_, key) => key == Stuck ? (CoreFault.NotSent, "DOWN", false) : null;
        await bench.RunAsync(Quick);
        await bench.RunAsync(Stuck);

        bench.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.That(await bench.Interims().RunDueAsync(default), Is.Zero);
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await bench.Interims().RunDueAsync(default), Is.EqualTo(1));
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await bench.Interims().RunDueAsync(default), Is.Zero, "nothing changed");
        await bench.RunAsync(Later);
        Assert.That(await bench.Interims().RunDueAsync(default), Is.EqualTo(1));
        bench.Core.FaultAt = (_, _) => null;
        bench.Retries.Passed(Bench.Work(Stuck));
        await bench.RunAllAsync();

        var receipts = await bench.ReceiptsAsync();
        Assert.That(receipts.Select(r => (r.Sequence, r.Kind)), Is.EqualTo(new[] { (1L, ReceiptKind.Interim), (2L, ReceiptKind.Interim), (3L, ReceiptKind.Final) }));
        var bodies = receipts.Select(r => ReceiptBody.Parser.ParseFrom(r.Body)).ToList();
        Assert.That(bodies.Select(b => string.Join(' ', b.Controls.Select(c => c.Open ? "open" : c.Actual))), Is.EqualTo(new[] { "6000.00 open open", "6000.00 open 6000.00", "6000.00 6000.00 6000.00" }));
        Assert.That(bodies.Select(b => b.Controls.Select(c => c.LineNo)), Is.All.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(new SealVerifier(TestSeal.Trust, new SealPolicy()).VerifyOfd(receipts[0].Ofd, bench.Time.GetUtcNow()).IsValid, Is.True);
        Assert.That(OfdText.Extract(receipts[0].Ofd), Does.Contain("办理情况告知").And.Contain("尚未办结").And.Contain("办结后以最终回执为准"));
    }

    [Test]
    public async Task An_answered_order_an_inquiry_and_an_order_that_just_came_have_none()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Quick, 10000), Given.Account(Stuck, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Quick, 6000)));
        await bench.RunAllAsync();
        await bench.AcceptAsync(Given.Inquiry("Q1"));
        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Stuck, 6000)));

        Assert.That(await bench.Interims().RunDueAsync(default), Is.Zero);
    }

    [Test]
    public async Task Zero_minutes_mean_that_no_court_is_told()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Stuck, 10000));
        bench.Options.InterimAfterMinutes = 0;
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Stuck, 6000)));
        bench.Time.Advance(TimeSpan.FromHours(1));

        Assert.That(await bench.Interims().RunDueAsync(default), Is.Zero);
    }
}

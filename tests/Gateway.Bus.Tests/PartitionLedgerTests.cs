namespace Gateway.Bus.Tests;

[TestFixture]
public sealed class PartitionLedgerTests
{
    private readonly PartitionLedger _ledger = new(0);

    [Test]
    public void The_position_never_passes_an_unfinished_message()
    {
        var ledger = new PartitionLedger(0);
        WorkTicket[] tickets = [.. Enumerable.Range(10, 4).Select(offset => ledger.Receive(offset, 0))];
        Assert.That(ledger.TakePosition(), Is.EqualTo(10));
        tickets[3].Finish();
        tickets[1].Finish();
        Assert.That(ledger.TakePosition(), Is.Null, "10 is not finished");
        tickets[0].Finish();
        Assert.That(ledger.TakePosition(), Is.EqualTo(12), "10 and 11 are, 12 is not");
        tickets[2].Finish();
        Assert.That(ledger.TakePosition(), Is.EqualTo(14));
        Assert.That(ledger.TakePosition(), Is.Null, "told already");
    }

    [Test]
    public void Nothing_is_told_before_a_message_came() => Assert.That(_ledger.TakePosition(), Is.Null);

    [Test]
    public void Who_waits_for_the_last_run_is_told_once_it_has_ended()
    {
        var told = 0;
        var ledger = new PartitionLedger(0);
        ledger.Begun();
        ledger.Begun();
        ledger.Release(() => told++);
        ledger.Ended();
        Assert.That((told, ledger.IsIdle), Is.EqualTo((0, false)));
        ledger.Ended();
        Assert.That((told, ledger.IsIdle), Is.EqualTo((1, true)));
    }
}

using Gateway.Register.Accounts;

namespace Gateway.Store.Tests.Compliance;

// Jobs that one process runs at a time.
public abstract partial class StoreCompliance<TFixture>
{
    static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    [Test]
    public async Task A_lease_has_one_holder_until_it_ends_or_is_given_up()
    {
        await using var other = await Fixture.OpenAsync(Clock);
        var mine = (await Store.TakeLeaseAsync("job", "me", LeaseLength, Cancel))!;
        Assert.That(await other.TakeLeaseAsync("job", "you", LeaseLength, Cancel), Is.Null);
        Assert.That(await Store.TakeLeaseAsync("job", "another of mine", LeaseLength, Cancel), Is.Null);
        Assert.That(await Store.TakeLeaseAsync("job", "me", LeaseLength, Cancel), Is.EqualTo(mine), "prolonged under the same fence");
        Assert.That((await other.TakeLeaseAsync("other job", "you", LeaseLength, Cancel))!.Fence, Is.EqualTo(1));

        await Store.ReleaseLeaseAsync(mine, Cancel);
        var yours = (await other.TakeLeaseAsync("job", "you", LeaseLength, Cancel))!;
        Assert.That(yours.Fence, Is.GreaterThan(mine.Fence));
        await Store.ReleaseLeaseAsync(mine, Cancel);
        Assert.That(await Store.TakeLeaseAsync("job", "me", LeaseLength, Cancel), Is.Null, "giving up what is another's by now changes nothing");
    }

    [Test]
    public async Task A_holder_that_slept_through_its_end_has_lost_the_lease_and_its_steps_are_refused()
    {
        await using var other = await Fixture.OpenAsync(Clock);
        var zombie = (await Store.TakeLeaseAsync("job", "me", LeaseLength, Cancel))!;
        Clock.Now += LeaseLength + TimeSpan.FromSeconds(1);
        var next = (await other.TakeLeaseAsync("job", "you", LeaseLength, Cancel))!;

        Assert.That(next.Fence, Is.EqualTo(zombie.Fence + 1), "although the process that slept is still there");
        Assert.That(() => Store.RequireLeaseAsync(zombie, Cancel), Throws.TypeOf<LeaseLostException>());
        await other.RequireLeaseAsync(next, Cancel);
        Assert.That(await Store.TakeLeaseAsync("job", "me", LeaseLength, Cancel), Is.Null);
    }

    [Test]
    public async Task The_feeds_reader_that_slept_moves_no_cursor()
    {
        await using var other = await Fixture.OpenAsync(Clock);
        await FrozenAsync("A1", "6001", new DateOnly(2027, 6, 30));
        var cursor = (await Store.LeaseFeedAsync("me", LeaseLength, Cancel))!;
        Clock.Now += LeaseLength + TimeSpan.FromSeconds(1);
        var theirs = (await other.LeaseFeedAsync("you", LeaseLength, Cancel))!;
        RegisterKey[] changed = [new("6001", "")];

        Assert.That(await other.RecordFeedAsync(theirs, "7", changed, Cancel), Is.EqualTo(1));
        Assert.That(await Store.RecordFeedAsync(cursor, "7", changed, Cancel), Is.Zero, "the same events once");
        Assert.That(await Store.LeaseFeedAsync("me", LeaseLength, Cancel), Is.Null);
        Assert.That((await Store.ReadStatisticsAsync(Cancel)).OpenLines, Is.EqualTo(1));
    }

    [Test]
    public async Task Of_many_that_want_a_lease_at_once_one_gets_it()
    {
        await using var other = await Fixture.OpenAsync(Clock);
        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? Store : other).TakeLeaseAsync("job", $"{i}", LeaseLength, Cancel), Cancel)));

        Assert.That(leases.Count(l => l is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task A_lease_from_a_clock_that_was_set_back_counts_for_nothing()
    {
        await Store.TakeLeaseAsync("job", "me", LeaseLength, Cancel);
        Clock.Now -= TimeSpan.FromDays(1);

        Assert.That(await Store.TakeLeaseAsync("job", "you", LeaseLength, Cancel), Is.Not.Null);
    }
}

using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace Gateway.Host.Tests;

/// <summary>A database that was away at start, and is another program's when it comes back.</summary>
[TestFixture]
public sealed class StoreOpeningTests
{
    [Test, CancelAfter(60_000)]
    public async Task A_database_that_comes_back_as_a_later_programs_ends_the_process(CancellationToken guard)
    {
        var store = Substitute.For<IStore>();
        store.MigrateAsync(Arg.Any<CancellationToken>()).Returns(_ => Task.FromException(new StoreUnavailableException("away")), _ => Task.FromException(new StoreTooNewException(99, 24)));
        var ended = new TaskCompletionSource();
        var lifetime = Substitute.For<IHostApplicationLifetime>();
        lifetime.When(l => l.StopApplication()).Do(_ => ended.SetResult());
        using var opening = new StoreOpening(store, null!, lifetime, TimeProvider.System, NullLogger<StoreOpening>.Instance);

        Assert.That((await opening.TryAsync(guard), opening.Unfit), Is.EqualTo((true, default(string))), "away is no reason to give up");
        await opening.StartAsync(guard);
        await ended.Task.WaitAsync(guard);

        Assert.That(opening.Unfit, Does.StartWith("Storage: The store has schema version 99, this build knows 24."));
        await opening.StopAsync(guard);
    }

    [Test]
    public void What_no_other_start_would_mend_is_told_apart_from_what_one_might()
    {
        Assert.That(StoreOpening.ReasonOf(new StoreKeyException("no key k1")), Is.EqualTo("Privacy:KeyFile: no key k1"));
        Assert.That(StoreOpening.ReasonOf(new StoreUnavailableException("away")), Is.Null);
        Assert.That(StoreOpening.ReasonOf(new IOException("full")), Is.Null);
    }
}

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

    [Test, CancelAfter(60_000)]
    public async Task A_long_look_at_the_files_holds_up_nobody_and_is_cut_short_at_the_end(CancellationToken guard)
    {
        var store = Substitute.For<IStore>();
        var begun = new TaskCompletionSource<CancellationToken>();
        var found = new TaskCompletionSource<StoreDamage>();
        store.FindDamageAsync(Arg.Any<CancellationToken>()).Returns(call =>
        {
            begun.SetResult(call.Arg<CancellationToken>());
            return found.Task;
        });
        using var look = new FilesLook(store, TimeProvider.System);

        Assert.That(await look.BeginAsync(guard), Is.Null);
        using var stop = new CancellationTokenSource();
        var ended = look.EndAsync(stop.Token);
        await stop.CancelAsync();
        Assert.That((await begun.Task).IsCancellationRequested, Is.True);
        found.SetException(new IOException("gone"));

        Assert.That(await ended, Is.TypeOf<IOException>());
    }

    [Test]
    public async Task A_look_that_fails_is_made_anew_and_one_that_is_short_is_waited_for()
    {
        var store = Substitute.For<IStore>();
        store.FindDamageAsync(Arg.Any<CancellationToken>()).Returns(_ => Task.FromException<StoreDamage>(new StoreUnavailableException("away")), _ => Task.FromResult(new StoreDamage("page 7", [])));
        using var look = new FilesLook(store, TimeProvider.System);

        Assert.That(() => look.BeginAsync(default), Throws.TypeOf<StoreUnavailableException>());
        Assert.That((await look.BeginAsync(default))!.Database, Is.EqualTo("page 7"));
        Assert.That(await look.EndAsync(default), Is.Null);
    }
}

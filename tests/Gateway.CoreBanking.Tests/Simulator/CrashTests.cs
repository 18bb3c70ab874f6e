using System.Collections.Concurrent;
using Gateway.Register.Accounts;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>The core dies under load: a key's record and its effect are both there, or neither is.</summary>
public sealed class CrashTests
{
    [Test]
    public async Task When_the_core_dies_under_load_every_confirmed_effect_is_there_once_and_replays_complete_the_rest()
    {
        const string account = "6222";
        await using var simulator = await SimulatorProcess.StartAsync();
        await simulator.SetAsync(account, "10000.00");
        var confirmed = new ConcurrentBag<int>();
        using (var adapter = new AdapterUnderTest(simulator.Url, retries: 0))
        {
            var load = Task.WhenAll(Enumerable.Range(0, 4).Select(async worker =>
            {
                for (var i = worker; i < 100_000; i += 4)
                {
                    var result = await adapter.Core.ExecuteAsync(Put(i), Key(i), false, CancellationToken.None);
                    if (!result.Ok) return;
                    confirmed.Add(i);
                }
            }));
            await Until(() => confirmed.Count > 200);
            await simulator.KillAsync();
            await load;
        }

        await simulator.StartProcessAsync();
        var effects = (await simulator.JournalAsync(account)).ToHashSet();
        Assert.That(confirmed.Select(i => $"HOLD_PUT {Key(i)} 1.00"), Is.SubsetOf(effects));
        using (var adapter = new AdapterUnderTest(simulator.Url, retries: 0))
        {
            for (var i = 0; i <= confirmed.Max() + 8; i++)
                Assert.That((await adapter.Core.ExecuteAsync(Put(i), Key(i), true, CancellationToken.None)).Fault, Is.Null);
            var live = (await adapter.Core.ReadAccountAsync(account, CancellationToken.None)).Value!;
            var journal = await simulator.JournalAsync(account);
            Assert.That(journal, Is.Unique);
            Assert.That(live.Find("")!.Holds.Select(hold => hold.HoldId), Is.EquivalentTo(journal.Select(line => "h" + line.Split(' ')[1][1..])));
        }
    }

    static Register.Decisions.PutHold Put(int i) => Samples.Put(100, $"h{i}", register: new RegisterKey("6222", ""));

    static string Key(int i) => $"k{i}";

    static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition()) await timer.WaitForNextTickAsync(patience.Token);
    }
}

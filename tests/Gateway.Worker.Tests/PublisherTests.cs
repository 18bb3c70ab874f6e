using System.Text;
using System.Text.Json.Nodes;
using Gateway.Bus;
using Gateway.Store;
using Gateway.Store.Publishing;
using Gateway.Worker.Publishing;
using Gateway.Worker.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Worker.Tests;

/// <summary>What the bank's own consumers are told: each receipt and entry at least once, in order, and nothing of customers but accounts and amounts.</summary>
[TestFixture]
public sealed class PublisherTests
{
    private const string Account = "6222000000000001";

    private static readonly string[] Secrets = [Given.Zhang.Name, Given.Zhang.IdNumber];

    [Test]
    public async Task Receipts_come_by_channel_and_events_by_account_each_behind_its_cursor_and_again_where_the_bus_did_not_take_them()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAllAsync();
        var bus = new Listened();
        var leases = (ILeases)bench.Store;
        using var publisher = new Publisher((IPublishing)bench.Store, leases, bus, bench.Options, bench.Time, NullLogger<Publisher>.Instance);
        var lease = (await leases.TakeLeaseAsync("relay-publishing", "me", TimeSpan.FromMinutes(5), default))!;

        bus.Away = true;
        Assert.That(() => publisher.StepAsync(lease, default), Throws.TypeOf<IOException>());
        bus.Away = false;
        Assert.That(await publisher.StepAsync(lease, default), Is.True);
        Assert.That(await publisher.StepAsync(lease, default), Is.False, "all of it is told");

        var events = bus.Told.Where(t => t.Topic == BulletinTopic.Events).ToList();
        Assert.That(events.Select(e => (long)e.Json["no"]!), Is.EqualTo(Enumerable.Range(1, events.Count).Select(n => (long)n)), "every entry, in order");
        Assert.That(events.Where(e => ((string)e.Json["action"]!).StartsWith("line.", StringComparison.Ordinal)).Select(e => e.Key), Is.Not.Empty.And.All.EqualTo(Account));
        var (_, key, receipt) = bus.Told.Single(t => t.Topic == BulletinTopic.Receipts);
        Assert.That((key, (long)receipt["sequence"]!, (string)receipt["kind"]!, (string)receipt["order"]!["no"]!), Is.EqualTo((Bench.Channel, 1L, "FINAL", "O1")));
        var line = receipt["lines"]!.AsArray().Single()!;
        Assert.That(((string)line["account"]!, (bool)line["controlled"]!, (string)line["actual"]!), Is.EqualTo((Account, true, "6000.00")));
        Assert.That(Secrets.Where(s => bus.Texts.Any(t => t.Contains(s, StringComparison.Ordinal))), Is.Empty);

        await leases.ReleaseLeaseAsync(lease, default);
        await leases.TakeLeaseAsync("relay-publishing", "another", TimeSpan.FromMinutes(5), default);
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 1)));
        Assert.That(() => publisher.StepAsync(lease, default), Throws.TypeOf<LeaseLostException>(), "one publishes at a time");
    }

    private sealed class Listened : IWorkBus
    {
        public bool Away { get; set; }

        public List<(BulletinTopic Topic, string Key, JsonNode Json)> Told { get; } = [];

        public List<string> Texts { get; } = [];

        public bool Durable => true;

        public bool Announces => true;

        public Task AnnounceAsync(BulletinTopic topic, IReadOnlyList<Bulletin> bulletins, CancellationToken cancel)
        {
            if (Away) throw new IOException("no broker answers");
            Texts.AddRange(bulletins.Select(b => Encoding.UTF8.GetString(b.Value)));
            Told.AddRange(bulletins.Select(b => (topic, b.Key, JsonNode.Parse(b.Value)!)));
            return Task.CompletedTask;
        }

        public Task PublishAsync(IReadOnlyList<WorkMessage> messages, CancellationToken cancel) => Task.CompletedTask;

        public Task ConsumeAsync(WorkTopic topic, WorkHandler handle, CancellationToken cancel) => Task.CompletedTask;

        public Task<string?> ProblemAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

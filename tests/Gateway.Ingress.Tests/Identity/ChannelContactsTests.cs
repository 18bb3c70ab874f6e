using Gateway.Ingress.Identity;
using Gateway.Store.Views;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Ingress.Tests.Identity;

public sealed class ChannelContactsTests
{
    [Test]
    public async Task What_is_new_is_written_once_and_what_was_heard_stays_known()
    {
        var store = new Contacts();
        var time = new Times();
        using var contacts = new ChannelContacts(store, time, NullLogger<ChannelContacts>.Instance);
        contacts.Hear("zdz");
        contacts.Hear("dzd");
        await contacts.WriteAsync(default);
        await contacts.WriteAsync(default);
        time.Now += TimeSpan.FromMinutes(1);
        contacts.Hear("zdz");
        store.IsAway = true;
        Assert.ThrowsAsync<IOException>(() => contacts.WriteAsync(default));
        store.IsAway = false;
        await contacts.WriteAsync(default);

        Assert.That(store.Written, Is.EqualTo(new[] { "dzd,zdz", "zdz" }));
        Assert.That(contacts.Heard.ToDictionary(h => h.Key, h => h.Value), Is.EqualTo(new Dictionary<string, DateTimeOffset> { ["dzd"] = time.Now.AddMinutes(-1), ["zdz"] = time.Now }));
    }

    sealed class Times : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class Contacts : IContactStore
    {
        public List<string> Written { get; } = [];

        public bool IsAway { get; set; }

        public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadContactsAsync(CancellationToken cancel) => throw new NotSupportedException();

        public Task RecordContactsAsync(IReadOnlyDictionary<string, DateTimeOffset> heard, CancellationToken cancel)
        {
            if (IsAway) throw new IOException("away");
            Written.Add(string.Join(',', heard.Keys.Order(StringComparer.Ordinal)));
            return Task.CompletedTask;
        }
    }
}

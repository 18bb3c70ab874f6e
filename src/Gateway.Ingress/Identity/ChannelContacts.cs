using System.Collections.Concurrent;
using System.Data.Common;
using Gateway.Store.Views;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Identity;

/// <summary>When each channel last called, for people to see which has fallen silent. Kept in memory and written now and then, so that no call waits for it.</summary>
sealed class ChannelContacts(IContactStore store, TimeProvider time, ILogger<ChannelContacts> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, DateTimeOffset> heard = new(StringComparer.Ordinal);

    // The job's alone.
    readonly Dictionary<string, DateTimeOffset> written = new(StringComparer.Ordinal);

    /// <summary>When this process heard of each channel last.</summary>
    public IEnumerable<KeyValuePair<string, DateTimeOffset>> Heard => heard;

    /// <summary>The channel called, whatever it asked, or watches still.</summary>
    public void Hear(string channelId) => heard[channelId] = time.GetUtcNow();

    /// <summary>Writes what was heard since the last time.</summary>
    internal async Task WriteAsync(CancellationToken cancel)
    {
        var news = heard.Where(h => !written.TryGetValue(h.Key, out var last) || last < h.Value).ToDictionary(StringComparer.Ordinal);
        if (news.Count == 0) return;
        await store.RecordContactsAsync(news, cancel).ConfigureAwait(false);
        foreach (var (channel, at) in news) written[channel] = at;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await WriteAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is DbException or IOException or TimeoutException or InvalidOperationException)
            {
                log.ContactsNotWritten(fault);
            }
        }
    }
}

using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Development;
using Gateway.Ops.Privacy;
using Gateway.Store;
using Gateway.Store.Hub;
using Gateway.Store.Privacy;

namespace Gateway.Host.Hub;

/// <summary><c>gateway hub …</c>: a process of its own on the store that the service works with.</summary>
internal sealed class HubCommand(HubArguments arguments, IServiceProvider services, TextWriter output)
{
    private const int PageLength = 500;

    private readonly IHubStore _feeds = services.GetRequiredService<IHubStore>();

    /// <returns>The exit code: 1 where answers are refused or the step is not allowed, 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (arguments, fault) = HubArguments.Parse(words);
        if (arguments is null) return await FailAsync(errors, $"{fault}\n{HubArguments.Usage}").ConfigureAwait(false);
        try
        {
            await using var services = Compose(GatewayConfiguration.Load(arguments.ConfigFile).Configuration);
            await services.GetRequiredService<IStore>().MigrateAsync(cancel).ConfigureAwait(false);
            return await new HubCommand(arguments, services, output).RunAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, $"{arguments.ConfigFile}: {unreadable.Message}").ConfigureAwait(false);
        }
        catch (StoreKeyException unfit)
        {
            return await FailAsync(errors, $"Privacy:KeyFile: {unfit.Message}").ConfigureAwait(false);
        }
    }

    private static ServiceProvider Compose(IConfiguration configuration)
    {
        var development = configuration.GetSection(DevelopmentOptions.Section).Get<DevelopmentOptions>() ?? new DevelopmentOptions();
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        return new ServiceCollection().AddLogging()
            .AddSingleton(development.Enabled ? OffsetTimeProvider.Shared(storage.Directory) : TimeProvider.System)
            .AddStore(storage, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>())
            .BuildServiceProvider();
    }

    private Task<int> RunAsync(CancellationToken cancel) => arguments.Verb switch
    {
        "list" => ListAsync(cancel),
        "retry" => ChangeAsync(HubFeedState.Due, cancel),
        _ => ChangeAsync(HubFeedState.ByHand, cancel),
    };

    private async Task<int> ListAsync(CancellationToken cancel)
    {
        // A hub's message may name somebody: who looks leaves a trace.
        await new Looks(services.GetRequiredService<IStore>()).AtAsync(arguments.Person, "hub", null, cancel).ConfigureAwait(false);
        var refused = 0;
        await foreach (var feed in OpenAsync(cancel).ConfigureAwait(false))
        {
            if (feed.State == HubFeedState.Refused) refused++;
            if (feed.State != HubFeedState.Refused && !arguments.Options.ContainsKey("--all")) continue;
            var what = feed.Sequence == 0 ? "return" : string.Create(CultureInfo.InvariantCulture, $"receipt {feed.Sequence}");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{feed.ChannelId} {feed.OrderNo} {what}: {feed.State}, {feed.Attempts} attempt(s), due {feed.DueAt:u}{(feed.Words.Message.Length == 0 ? "" : $": {feed.Words.Message}")}")).ConfigureAwait(false);
        }

        return refused == 0 ? 0 : 1;
    }

    private async Task<int> ChangeAsync(HubFeedState to, CancellationToken cancel)
    {
        var changed = 0;
        var found = new List<HubFeed>();
        await foreach (var feed in OpenAsync(cancel).ConfigureAwait(false))
        {
            if (arguments.OrderNo.Length > 0 && feed.OrderNo != arguments.OrderNo) continue;
            // What is on its way may be taken in this moment: it is neither sent again nor put away by hand.
            if (feed.State == HubFeedState.Refused || (to == HubFeedState.ByHand && feed.State == HubFeedState.Due)) found.Add(feed);
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var feed in found)
        {
            var next = to == HubFeedState.Due
                ? feed with { State = to, DueAt = now }
                : feed with { State = to, EndedAt = now, Words = feed.Words with { Message = arguments.Options["--note"].Trim() } };
            if (!await _feeds.ChangeFeedAsync(feed, next, cancel, arguments.Person).ConfigureAwait(false)) continue;
            changed++;
            await output.WriteLineAsync($"{feed.ChannelId} {feed.OrderNo}: {next.State}").ConfigureAwait(false);
        }

        if (changed == 0) await output.WriteLineAsync("nothing to change").ConfigureAwait(false);
        return changed == 0 ? 1 : 0;
    }

    /// <summary>Whatever is not over.</summary>
    private async IAsyncEnumerable<HubFeed> OpenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var count in await _feeds.CountFeedsAsync(cancel).ConfigureAwait(false))
        {
            if (arguments.Options.GetValueOrDefault("--channel", count.ChannelId) != count.ChannelId) continue;
            var after = 0L;
            while (await _feeds.ReadFeedsAsync(count.ChannelId, count.Kind, count.State, DateTimeOffset.MaxValue, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
            {
                foreach (var feed in page) yield return feed;
                after = page[^1].FeedId;
            }
        }
    }

    private static async Task<int> FailAsync(TextWriter errors, string fault)
    {
        await errors.WriteLineAsync(fault).ConfigureAwait(false);
        return GatewayProcess.Misconfigured;
    }
}

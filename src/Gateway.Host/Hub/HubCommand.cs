using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Development;
using Gateway.Ops.Hub;
using Gateway.Ops.Privacy;
using Gateway.Store;
using Gateway.Store.Hub;
using Gateway.Store.Privacy;

namespace Gateway.Host.Hub;

/// <summary><c>gateway hub …</c>: a process of its own on the store that the service works with.</summary>
internal sealed class HubCommand(HubArguments arguments, IServiceProvider services, TextWriter output)
{
    private readonly HubFeedDesk _desk = services.GetRequiredService<HubFeedDesk>();

    private string? Channel => arguments.Options.GetValueOrDefault("--channel");

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
            .AddSingleton<HubFeedDesk>()
            .BuildServiceProvider();
    }

    private Task<int> RunAsync(CancellationToken cancel) => arguments.Verb switch
    {
        "list" => ListAsync(cancel),
        "retry" => ChangeAsync(_desk.RetryAsync(Channel, arguments.OrderNo.Length > 0 ? arguments.OrderNo : null, arguments.Person, cancel)),
        _ => ChangeAsync(_desk.ByHandAsync(Channel, arguments.OrderNo, arguments.Options["--note"], arguments.Person, cancel)),
    };

    private async Task<int> ListAsync(CancellationToken cancel)
    {
        // A hub's message may name somebody: who looks leaves a trace.
        await new Looks(services.GetRequiredService<IStore>()).AtAsync(arguments.Person, "hub", null, cancel).ConfigureAwait(false);
        var refused = 0;
        await foreach (var feed in _desk.OpenAsync(Channel, cancel).ConfigureAwait(false))
        {
            if (feed.State == HubFeedState.Refused) refused++;
            if (feed.State != HubFeedState.Refused && !arguments.Options.ContainsKey("--all")) continue;
            var what = feed.Sequence == 0 ? "return" : string.Create(CultureInfo.InvariantCulture, $"receipt {feed.Sequence}");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{feed.ChannelId} {feed.OrderNo} {what}: {feed.State}, {feed.Attempts} attempt(s), due {feed.DueAt:u}{(feed.Words.Message.Length == 0 ? "" : $": {feed.Words.Message}")}")).ConfigureAwait(false);
        }

        return refused == 0 ? 0 : 1;
    }

    private async Task<int> ChangeAsync(Task<IReadOnlyList<HubFeed>> changing)
    {
        var changed = await changing.ConfigureAwait(false);
        foreach (var feed in changed) await output.WriteLineAsync($"{feed.ChannelId} {feed.OrderNo}: {feed.State}").ConfigureAwait(false);
        if (changed.Count == 0) await output.WriteLineAsync("nothing to change").ConfigureAwait(false);
        return changed.Count == 0 ? 1 : 0;
    }

    private static async Task<int> FailAsync(TextWriter errors, string fault)
    {
        await errors.WriteLineAsync(fault).ConfigureAwait(false);
        return GatewayProcess.Misconfigured;
    }
}

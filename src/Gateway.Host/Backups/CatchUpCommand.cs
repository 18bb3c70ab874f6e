using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Ops.Development;
using Gateway.Ops.Privacy;
using Gateway.Ops.Restores;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Privacy;
using Gateway.Store.Restores;
using Gateway.Worker.Restores;

namespace Gateway.Host.Backups;

/// <summary><c>gateway catch-up …</c>: what the core did that a restored store does not know, and letting its accounts go on.</summary>
internal sealed class CatchUpCommand(IServiceProvider services, IReadOnlyDictionary<string, string> options, TextWriter output)
{
    public const string Usage = """
        gateway catch-up begin --since TIME [--received CHANNEL=NUMBER,…] --config FILE --as NAME
              says that the store was restored by other means than gateway restore (SQL Server); everything is paused
        gateway catch-up list [--all] [--reveal --why TEXT] --config FILE --as NAME
              asks the core, and shows what it did that the store does not know, and which receipt numbers were given out; those accounts stand still
        gateway catch-up agree ACCOUNT --note TEXT [--without-orders] --config FILE --as NAME
              proposes that what the core did on the account counts as done and the account goes on; another person agrees by gateway desk confirm
        """;

    private static readonly string[] Flags = ["--all", "--reveal", "--without-orders"];
    private static readonly string[] Known = ["--config", "--as", "--note", "--why", "--since", "--received"];

    private readonly IRestoreStore _restores = services.GetRequiredService<IRestoreStore>();

    private string Person => options["--as"].Trim();

    /// <returns>The exit code: 1 where something is left or the step is not allowed, 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (plain, options, fault) = CommandWords.Read(words, Flags, Known);
        if (fault is not null || plain is not (["begin"] or ["list"] or ["agree", _]) || string.IsNullOrWhiteSpace(options.GetValueOrDefault("--as")) || options.ContainsKey("--reveal") != options.ContainsKey("--why"))
            return await FailAsync(errors, fault is null ? Usage : $"{fault}\n{Usage}", GatewayProcess.Misconfigured).ConfigureAwait(false);
        try
        {
            await using var services = Compose(GatewayConfiguration.Load(options.GetValueOrDefault("--config", "gateway.json")).Configuration);
            await services.GetRequiredService<IStore>().MigrateAsync(cancel).ConfigureAwait(false);
            var command = new CatchUpCommand(services, options, output);
            return plain switch
            {
                ["begin"] => await command.BeginAsync(cancel).ConfigureAwait(false),
                ["list"] => await command.ListAsync(cancel).ConfigureAwait(false),
                _ => await command.AgreeAsync(plain[1], cancel).ConfigureAwait(false),
            };
        }
        catch (Exception refused) when (refused is DeskException or StoreKeyException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, refused.Message, 1).ConfigureAwait(false);
        }
    }

    /// <summary>CHANNEL=NUMBER,…</summary>
    /// <exception cref="DeskException">Written otherwise.</exception>
    public static IReadOnlyDictionary<string, long> Received(string text)
    {
        var given = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [{ Length: > 0 } channel, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
                throw new DeskException($"--received {part}: must be a channel, = and the last receipt number that its courts have");
            given[channel] = last;
        }

        return given;
    }

    private static ServiceProvider Compose(IConfiguration configuration)
    {
        var development = configuration.GetSection(DevelopmentOptions.Section).Get<DevelopmentOptions>() ?? new DevelopmentOptions();
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        return new ServiceCollection().AddLogging()
            .AddSingleton(development.Enabled ? OffsetTimeProvider.Shared(storage.Directory) : TimeProvider.System)
            .AddStore(storage, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>())
            .AddCoreBanking(configuration)
            .AddSingleton<EffectListing>()
            .AddSingleton<CatchUpDesk>()
            .BuildServiceProvider();
    }

    private async Task<int> BeginAsync(CancellationToken cancel)
    {
        if (!DateTimeOffset.TryParse(options.GetValueOrDefault("--since"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var since)) throw new DeskException("--since: the moment of the backup, with its offset: 2026-11-22T10:15:00+08:00");
        await _restores.BeginRestoreAsync(new NewRestore(since, Person, Received(options.GetValueOrDefault("--received", ""))), cancel).ConfigureAwait(false);
        await output.WriteLineAsync("everything is paused: gateway catch-up list").ConfigureAwait(false);
        return 0;
    }

    private async Task<int> ListAsync(CancellationToken cancel)
    {
        if (await _restores.FindRestoreAsync(cancel).ConfigureAwait(false) is not { } restore) throw new DeskException("this store was never restored");
        var sight = await new Looks(services.GetRequiredService<IStore>()).AtAsync(Person, "lost effects", options.GetValueOrDefault("--why"), cancel).ConfigureAwait(false);
        var (_, fault, code) = await services.GetRequiredService<EffectListing>().RunAsync(restore, Person, cancel).ConfigureAwait(false);
        if (fault is not null && code != CoreCodes.NoJournal) throw new DeskException($"the core does not list what it carried out: {fault} {code}");
        await SayAsync($"restored {restore.RestoredAt:u} by {restore.Person} from the store of {restore.TakenAt:u}, pause {restore.PauseId}").ConfigureAwait(false);
        foreach (var channel in restore.Channels)
            await SayAsync($"channel {channel.ChannelId}: receipts {channel.Had + 1} to {channel.Given} {(channel.Stated ? "lie with the courts and are not here" : "may lie with the courts; nobody said which was the last")}").ConfigureAwait(false);
        if (fault is not null) await SayAsync($"this core keeps no list of what it carried out: compare by hand (gateway reconcile run finds holds, debits stand in the core's own journal), then say so: --without-orders").ConfigureAwait(false);
        var effects = await _restores.ReadLostEffectsAsync(null, options.ContainsKey("--all"), cancel).ConfigureAwait(false);
        foreach (var effect in effects) await SayAsync($"{sight.Number(effect.Effect.Register.Account)}\t{effect.State}\t{CatchUpDesk.Words(effect)}\t{(effect.TaskId is { } task ? $"task {task}" : "-")}").ConfigureAwait(false);
        if (fault is not null && options.ContainsKey("--without-orders")) await _restores.EndListingAsync(restore.RestoreId, Person, cancel).ConfigureAwait(false);
        return effects.Any(e => e.State == LostEffectState.Found) ? 1 : 0;
    }

    private async Task<int> AgreeAsync(string account, CancellationToken cancel)
    {
        var proposal = new DeskProposal(Person, DeskDecision.Approve, options.GetValueOrDefault("--note", ""));
        var (id, fault, refused) = await services.GetRequiredService<CatchUpDesk>().ProposeAsync(account, options.ContainsKey("--without-orders"), proposal, cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(refused is { } not ? DeskText.Of(not) : Of(why, id));
        await SayAsync($"task {id}").ConfigureAwait(false);
        return 0;
    }

    private static string Of(CatchUpFault fault, long task) => fault switch
    {
        CatchUpFault.Proposed => string.Create(CultureInfo.InvariantCulture, $"task {task} is about it already"),
        CatchUpFault.NoteMissing => "--note is missing",
        CatchUpFault.OrderMissing => "an order that the core carried out is not here: have the channel send it again, or say that it will not come (--without-orders)",
        _ => "the store knows all that the core did on this account, as far as it was listed",
    };

    private Task SayAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    private static async Task<int> FailAsync(TextWriter errors, string message, int code)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return code;
    }
}

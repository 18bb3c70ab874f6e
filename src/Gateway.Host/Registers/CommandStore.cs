using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Ingress.Courts;
using Gateway.Ops.Development;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Registers;
using Gateway.Store.Relational;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Registers;

/// <summary>The store that a person's command works on, beside the running service, and the registers in it.</summary>
internal sealed class CommandStore : IAsyncDisposable
{
    private readonly ConfiguredRegisters _configured;

    private CommandStore(IConfiguration configuration, RelationalStore store, TimeProvider clock, ConfiguredRegisters configured)
    {
        (Configuration, Store, Clock, _configured) = (configuration, store, clock, configured);
        Courts = new CourtDirectory([], []);
    }

    public IConfiguration Configuration { get; }

    public RelationalStore Store { get; }

    public TimeProvider Clock { get; }

    /// <summary>The bank's time zone.</summary>
    public TimeZoneInfo Zone => _configured.Zone;

    /// <summary>Channels and courts as they are now.</summary>
    public CourtDirectory Courts { get; private set; }

    /// <summary>The store of a configuration, not opened yet.</summary>
    /// <exception cref="DeskException">The configuration cannot be read.</exception>
    public static CommandStore Of(string configFile)
    {
        IConfiguration configuration;
        try
        {
            configuration = GatewayConfiguration.Load(configFile).Configuration;
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new DeskException($"{configFile}: {unreadable.Message}", GatewayProcess.Misconfigured);
        }

        var development = configuration.GetSection(DevelopmentOptions.Section).Get<DevelopmentOptions>() ?? new DevelopmentOptions();
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        TimeProvider clock = development.Enabled ? OffsetTimeProvider.Shared(storage.Directory) : TimeProvider.System;
        using var services = new ServiceCollection().AddCourtDirectory(configuration).BuildServiceProvider();
        var zone = TimeZoneInfo.FindSystemTimeZoneById((configuration.GetSection(BankOptions.Section).Get<BankOptions>() ?? new BankOptions()).TimeZone);
        var kinds = ProtectedKindsFile.Read((configuration.GetSection(RulesOptions.Section).Get<RulesOptions>() ?? new RulesOptions()).ProtectedKindsFile).Kinds;
        var configured = ConfiguredRegisters.Of(services.GetRequiredService<CourtDirectory>(), kinds, zone);
        return new CommandStore(configuration, StoreServices.NewStore(storage, clock, NullLoggerFactory.Instance, configuration.GetSection(PrivacyOptions.Section).Get<PrivacyOptions>()), clock, configured);
    }

    /// <exception cref="DeskException">The keys of customers' data do not fit the store, or a later program migrated it.</exception>
    /// <summary>Opens it. What is configured is entered in its registers as a service would at its start, so that a command may come before the first one.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        try
        {
            await Store.MigrateAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception unfit) when (StoreOpening.ReasonOf(unfit) is { } reason)
        {
            throw new DeskException(reason, GatewayProcess.Misconfigured);
        }

        await Store.EnterConfiguredAsync(_configured.Entries, cancel).ConfigureAwait(false);
        var contents = await Store.ReadRegistersAsync(RegisterRules.Whole, cancel).ConfigureAwait(false);
        Courts = RegisterViews.Directory(contents, _configured.Courts, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), _configured.Zone).DateTime));
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}

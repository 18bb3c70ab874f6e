using System.Collections.Concurrent;
using System.Globalization;
using Gateway.CoreBanking.Http;
using Gateway.Register.Parties;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.CoreBanking.Tests;

/// <summary>The adapter as a host would get it, with short waits, everything it logs, and a clock for its breaker that a test can set forward.</summary>
internal sealed class AdapterUnderTest : IDisposable
{
    readonly ServiceProvider _provider;

    public AdapterUnderTest(string baseAddress, int retries = 3, params (string Key, int Value)[] settings)
        : this(baseAddress, retries, settings, [])
    {
    }

    public AdapterUnderTest(string baseAddress, int retries, (string Key, int Value)[] settings, params (string Key, string Value)[] words)
    {
        var values = new Dictionary<string, string?>
        {
            ["CoreBanking:BaseAddress"] = baseAddress,
            ["CoreBanking:Retries"] = retries.ToString(CultureInfo.InvariantCulture),
            ["CoreBanking:RetryDelayMilliseconds"] = "1",
            ["CoreBanking:RetryDelayMaximumMilliseconds"] = "20",
        };
        foreach (var (key, value) in settings) values["CoreBanking:" + key] = value.ToString(CultureInfo.InvariantCulture);
        foreach (var (key, value) in words) values["CoreBanking:" + key] = value;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddCoreBanking(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddSingleton(provider => new CoreTransport(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<CoreBankingOptions>>().Value,
            Clock, provider.GetRequiredService<ILogger<CoreTransport>>()));
        _provider = services.BuildServiceProvider();
        Core = _provider.GetRequiredService<ICoreBanking>();
    }

    public ICoreBanking Core { get; }
    public PartyAmendments Amendments => _provider.GetRequiredService<PartyAmendments>();
    public ForwardClock Clock { get; } = new();
    public CollectedLogs Logs { get; } = new();

    public void Dispose() => _provider.Dispose();
}

/// <summary>The machine's clock, set forward at will; timers run in real time.</summary>
internal sealed class ForwardClock : TimeProvider
{
    TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void Forward(TimeSpan by) => _ahead += by;
}

/// <summary>Every log line of every level, as text.</summary>
internal sealed class CollectedLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(int Id, string Text)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Lines.Enqueue((0, state.ToString() ?? ""));
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((eventId.Id, $"{formatter(state, exception)} {exception}"));

    public void Dispose()
    {
    }
}

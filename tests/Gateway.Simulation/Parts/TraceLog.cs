using Gateway.Simulation.Engine;
using Microsoft.Extensions.Logging;

namespace Gateway.Simulation.Parts;

/// <summary>What the code under simulation logs goes into the trace, with the type of an exception, but not its text.</summary>
internal sealed class TraceLog(Agenda agenda, IOwner owner, LogLevel least = LogLevel.Information) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && !owner.Dead;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) agenda.Note(owner, $"    {formatter(state, null)}{(exception is null ? "" : $" [{exception.GetType().Name}: {exception.Message}]")}");
    }

    public void Dispose()
    {
    }
}

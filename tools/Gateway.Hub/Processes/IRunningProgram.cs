namespace Gateway.Hub.Processes;

/// <summary>A started program of this repository. Disposing of it ends it at once.</summary>
internal interface IRunningProgram : IAsyncDisposable
{
    /// <summary>Its process id.</summary>
    int Id { get; }

    /// <summary>Whether it has ended.</summary>
    bool HasExited { get; }

    /// <summary>The first and the last lines that it printed.</summary>
    string Log();

    /// <summary>Asks it to end, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="OperationCanceledException">It did not in time.</exception>
    Task<int> TerminateAsync(CancellationToken cancel);
}

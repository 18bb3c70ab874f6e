using Gateway.CoreSim;
using Gateway.Host;

namespace Gateway.EndToEnd.Tests.Support;

/// <summary>Gateway and core simulator inside the tests' own process: the same code over the same sockets and files, but started in a fraction of a process' time.</summary>
internal sealed record ProgramsInThisProcess(Programs Built) : Programs(Built)
{
    public override IRunningProgram StartGateway(IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string> environment) =>
        // One process alone: the variables say the same as its configuration file.
        new Hosted((output, cancel) => GatewayProcess.RunAsync(arguments, output, output, cancel));

    public override async Task<(int ExitCode, string Output, string Errors)> AskGatewayAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await GatewayProcess.RunAsync(arguments, output, errors, cancel), output.ToString(), errors.ToString());
    }

    public override IRunningProgram StartCore(IReadOnlyList<string> arguments, string logFile) =>
        new Hosted((output, cancel) => CoreSim.CoreSimulator.RunAsync([.. arguments], output, cancel));

    sealed class Hosted : IRunningProgram
    {
        readonly CancellationTokenSource end = new();
        readonly StringWriter printed = new();
        readonly Task<int> run;

        public Hosted(Func<TextWriter, CancellationToken, Task<int>> program)
        {
            var output = TextWriter.Synchronized(printed);
            run = Task.Run(() => program(output, end.Token));
        }

        public int Id => Environment.ProcessId;

        public bool HasExited => run.IsCompleted;

        public string Log() => run.Exception?.ToString() ?? printed.ToString();

        public async Task<int> TerminateAsync(CancellationToken cancel)
        {
            await end.CancelAsync();
            return await run.WaitAsync(cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.Dispose();
        }
    }
}

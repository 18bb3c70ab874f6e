using Gateway.Hub.Json;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Grpc.Core;

namespace Gateway.Hub.Scenarios;

/// <summary>How a scenario went.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Failure">What went wrong; null: nothing.</param>
internal sealed record ScenarioOutcome(string Name, string? Failure)
{
    /// <summary>The line that is printed.</summary>
    public override string ToString() => Failure is null ? $"ok {Name}" : $"FAILED {Name}: {Failure.ReplaceLineEndings(" ")}";
}

/// <summary>Runs scenario files, each through a service of its own that starts from an empty bank.</summary>
internal sealed class ScenarioRunner : IDisposable
{
    const int AtOnce = 2;

    readonly DevelopmentAuthority authority = new();
    readonly Programs programs;
    readonly Func<Deployment> deployment;
    readonly string? receiptsFolder;

    /// <summary>Makes the keys that vouch for all seals of this run.</summary>
    /// <param name="programs">The built programs.</param>
    /// <param name="receiptsFolder">Gets FILE/ORDER.ofd and ca.cer; null: nothing is kept.</param>
    /// <param name="deployment">Of which processes the gateway of a scenario consists; null: of one.</param>
    public ScenarioRunner(Programs programs, string? receiptsFolder, Func<Deployment>? deployment = null)
    {
        this.deployment = deployment ?? (() => Deployment.Embedded);
        this.programs = programs;
        this.receiptsFolder = receiptsFolder;
        if (receiptsFolder is null) return;
        Directory.CreateDirectory(receiptsFolder);
        File.WriteAllBytes(Path.Combine(receiptsFolder, "ca.cer"), authority.RootCertificate);
    }

    /// <summary>Runs files, a few at a time; outcomes come in the order of the files.</summary>
    public async IAsyncEnumerable<ScenarioOutcome> RunAllAsync(
        IReadOnlyList<string> files, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var slots = new SemaphoreSlim(AtOnce);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var runs = files.Select(file => RunInSlotAsync(slots, file, stop.Token)).ToList();
        try
        {
            foreach (var run in runs) yield return await run;
        }
        finally
        {
            // Whoever stops listening early must not leave processes behind.
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(runs)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs one file.</summary>
    public async Task<ScenarioOutcome> RunAsync(string file, CancellationToken cancel)
    {
        var fileName = Path.GetFileNameWithoutExtension(file);
        var json = await File.ReadAllBytesAsync(file, cancel);
        ScenarioFile scenario;
        try
        {
            scenario = ScenarioReader.Read(json, fileName);
        }
        catch (JsonFormException wrong)
        {
            return new ScenarioOutcome(ScenarioReader.NameOf(json, fileName), wrong.Message);
        }

        return await RunAsync(scenario, fileName, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => authority.Dispose();

    async Task<ScenarioOutcome> RunAsync(ScenarioFile scenario, string fileName, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-scenario-").FullName;
        string? failure = null;
        try
        {
            failure = await PlayAsync(scenario, fileName, folder, cancel);
        }
        catch (ServiceStartException down)
        {
            failure = down.Message;
            await Console.Error.WriteLineAsync(down.Log);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException or IOException or RpcException or HttpRequestException)
        {
            failure = broken.Message;
        }
        finally
        {
            if (failure is null || cancel.IsCancellationRequested) Directory.Delete(folder, recursive: true);
            else await Console.Error.WriteLineAsync($"{scenario.Name}: logs and data are in {folder}");
        }

        cancel.ThrowIfCancellationRequested();
        return new ScenarioOutcome(scenario.Name, failure);
    }

    async Task<string?> PlayAsync(ScenarioFile scenario, string fileName, string folder, CancellationToken cancel)
    {
        var pki = DevelopmentPki.Create(folder, authority, scenario.Courts);
        await using var service = await DevelopmentService.StartAsync(programs, pki, scenario.Courts, scenario.Settings, deployment(), cancel);
        return await new ScenarioRun(scenario, service, receiptsFolder is null ? null : Path.Combine(receiptsFolder, fileName), null).PlayAsync(cancel);
    }

    async Task<ScenarioOutcome> RunInSlotAsync(SemaphoreSlim slots, string file, CancellationToken cancel)
    {
        await slots.WaitAsync(cancel);
        try
        {
            return await RunAsync(file, cancel);
        }
        finally
        {
            slots.Release();
        }
    }
}

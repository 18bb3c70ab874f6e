using System.Diagnostics;

namespace Gateway.Hub.Processes;

/// <summary>Where the built programs of this repository lie.</summary>
/// <param name="Gateway">Gateway.Host.dll.</param>
/// <param name="CoreSimulator">Gateway.CoreSim.dll.</param>
internal record Programs(string Gateway, string CoreSimulator)
{
    /// <summary>Looks from this program's own folder upwards; takes the build configuration that this program is of.</summary>
    /// <exception cref="FileNotFoundException">Not built.</exception>
    public static Programs Find()
    {
        var root = RepositoryRoot();
        // …/bin/Debug/net10.0/
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        var output = Path.Combine("bin", framework.Parent!.Name, framework.Name);
        return new Programs(
            Built(Path.Combine(root, "src", "Gateway.Host", output, "Gateway.Host.dll")),
            Built(Path.Combine(root, "tools", "Gateway.CoreSim", output, "Gateway.CoreSim.dll")));
    }

    /// <summary>Starts a gateway.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="logFile">Gets what it prints; appended.</param>
    /// <param name="environment">Variables that it has beside this process' own.</param>
    public virtual IRunningProgram StartGateway(IReadOnlyList<string> arguments, string logFile, IReadOnlyDictionary<string, string> environment) =>
        ChildProcess.Start(Gateway, arguments, logFile, environment);

    /// <summary>Runs a command of the gateway that ends by itself, such as <c>gateway desk</c>.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="cancel">Ends the wait.</param>
    public virtual async Task<(int ExitCode, string Output, string Errors)> AskGatewayAsync(IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Gateway, .. arguments]) start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a core simulator.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="logFile">Gets what it prints; appended.</param>
    public virtual IRunningProgram StartCore(IReadOnlyList<string> arguments, string logFile) => ChildProcess.Start(CoreSimulator, arguments, logFile);

    /// <summary>The folder with Gateway.sln.</summary>
    /// <exception cref="DirectoryNotFoundException">This program does not lie in a checkout.</exception>
    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} lies in no checkout of the gateway");
    }

    static string Built(string file) => File.Exists(file) ? file : throw new FileNotFoundException($"{file} is not built", file);
}

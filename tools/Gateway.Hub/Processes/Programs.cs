namespace Gateway.Hub.Processes;

/// <summary>Where the built programs of this repository lie.</summary>
/// <param name="Gateway">Gateway.Host.dll.</param>
/// <param name="CoreSimulator">Gateway.CoreSim.dll.</param>
internal sealed record Programs(string Gateway, string CoreSimulator)
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

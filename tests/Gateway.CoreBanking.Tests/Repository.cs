using System.Reflection;

namespace Gateway.CoreBanking.Tests;

/// <summary>Where the build has put things.</summary>
internal static class Repository
{
    public static string CoreSim { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "CoreSim").Value!;

    public static string Root { get; } = Path.GetFullPath(Path.Combine(CoreSim[..CoreSim.IndexOf("tools/Gateway.CoreSim", StringComparison.Ordinal)]));
}

using System.Net;

namespace Gateway.CoreSim;

/// <summary>The command line.</summary>
internal sealed record SimArguments(IPEndPoint Listen, string Data)
{
    public const string Usage = """
        Core-banking simulator: plays the bank's core system for the gateway (proto/corebanking/v1/openapi.yaml).

        usage: Gateway.CoreSim [--listen 127.0.0.1:PORT] [--data DIR]

          --listen   address and port (default 127.0.0.1:7090; port 0: a free one, printed when ready)
          --data     folder of the database (default ./core-data; it is made where it is not there)

        Gateway.CoreSim check …   checks a live implementation of the contract; --help shows how
        Gateway.CoreSim soap …    the worked example of an adapter, before a SOAP core

        The simulated core answers under /v1; scenarios and tests drive it under /admin (see README.md).
        """;

    /// <summary>The parsed arguments, or null where they are wrong or ask for help.</summary>
    public static SimArguments? Parse(string[] args)
    {
        var result = new SimArguments(new IPEndPoint(IPAddress.Loopback, 7090), "core-data");
        if (args.Length % 2 != 0) return null;
        foreach (var pair in args.Chunk(2))
        {
            switch (pair[0])
            {
                case "--listen" when IPEndPoint.TryParse(pair[1], out var listen): result = result with { Listen = listen }; break;
                case "--data": result = result with { Data = Path.GetFullPath(pair[1], Directory.GetCurrentDirectory()) }; break;
                default: return null;
            }
        }

        return result;
    }

}

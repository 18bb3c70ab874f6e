using System.Net;
using System.Net.Sockets;

namespace Gateway.Hub.Processes;

/// <summary>Finds loopback ports that nobody listens on.</summary>
internal static class FreePorts
{
    // Below the range from which outgoing connections take theirs, so that none is snatched between asking and listening.
    const int Lowest = 20000;
    const int Highest = 32000;

    static readonly HashSet<int> Taken = [];

    /// <summary>A port that is free now and that this process gets only once.</summary>
    public static int Take()
    {
        lock (Taken)
        {
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                var port = Random.Shared.Next(Lowest, Highest);
                if (!Taken.Contains(port) && IsFree(port) && Taken.Add(port)) return port;
            }
        }

        throw new IOException("no free port on 127.0.0.1");
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

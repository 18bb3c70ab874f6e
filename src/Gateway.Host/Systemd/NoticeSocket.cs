using System.Net.Sockets;
using System.Text;

namespace Gateway.Host.Systemd;

/// <summary>Where systemd hears how its service is (sd_notify(3)): a datagram for each word. Without systemd there is none, and nothing is said.</summary>
internal sealed class NoticeSocket(string? address)
{
    public static NoticeSocket OfThisProcess { get; } = new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    public bool IsThere => !string.IsNullOrEmpty(address);

    /// <summary>Says it once. Somebody who does not listen is no reason to stop: systemd itself decides what silence means.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Say(string word)
    {
        if (!IsThere) return false;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A name that begins with @ is one of the abstract names, which begin with a zero.
            socket.SendTo(Encoding.UTF8.GetBytes(word), new UnixDomainSocketEndPoint(address![0] == '@' ? '\0' + address[1..] : address));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

using System.Net.Sockets;
using System.Text;
using Gateway.Host.Systemd;

namespace Gateway.Host.Tests;

/// <summary>What a process says to systemd, with this test in systemd's place.</summary>
[TestFixture]
public sealed class SystemdTests
{
    private const int GuardMilliseconds = 60_000;

    [TestCase(false), TestCase(true), CancelAfter(GuardMilliseconds)]
    public async Task The_watchdog_is_told_again_and_again_that_work_is_got_to(bool isAbstract, CancellationToken guard)
    {
        var name = Path.Combine(Path.GetTempPath(), $"gateway-notice-{Guid.NewGuid():N}");
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(isAbstract ? '\0' + name : name));
        var notices = new NoticeSocket(isAbstract ? '@' + name : name);
        try
        {
            Assert.That(notices.Say("READY=1"));
            using var watchdog = new Watchdog(notices, "2000", TimeProvider.System);
            await watchdog.StartAsync(guard);

            var heard = new List<string>();
            var word = new byte[64];
            while (heard.Count < 4) heard.Add(Encoding.UTF8.GetString(word, 0, await systemd.ReceiveAsync(word, guard)));
            await watchdog.StopAsync(guard);

            Assert.That(heard, Is.EqualTo(new[] { "READY=1", "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1" }));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/nowhere/at/all")]
    public void Without_systemd_nothing_is_said_and_nothing_breaks(string? address) => Assert.That(new NoticeSocket(address).Say("READY=1"), Is.False);
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Ingress.Tests.Support;

/// <summary>Debian's nginx with deploy/front/nginx.conf before a door; only addresses and folders are another's.</summary>
sealed class NginxFront : IAsyncDisposable
{
    const string Program = "/usr/sbin/nginx";

    readonly Process process;
    readonly string folder;

    NginxFront(Process process, string folder, int port) => (this.process, this.folder, Address) = (process, folder, new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}")));

    public Uri Address { get; }

    /// <summary>Leaves the test out where there is no nginx; where the whole suite is run for good, nothing is left out.</summary>
    public static void Require()
    {
        if (File.Exists(Program)) return;
        const string missing = "needs nginx: apt-get install nginx-light";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Ignore(missing);
    }

    public static async Task<NginxFront> StartAsync(DoorUnderTest door, CancellationToken cancel)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("front-").FullName, FreePort());
        TlsPki.WriteTo(folder);
        var gatewayPort = door.Address.Port.ToString(CultureInfo.InvariantCulture);
        var config = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(
            config,
            (await File.ReadAllTextAsync(Path.Combine(TestContext.CurrentContext.TestDirectory, "front", "nginx.conf"), cancel))
                .Replace("user www-data;\n", "", StringComparison.Ordinal)
                .Replace("http {\n", $"http {{\n  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;\n", StringComparison.Ordinal)
                .Replace("listen 443 ", $"listen 127.0.0.1:{port} ", StringComparison.Ordinal)
                .Replace("server 127.0.0.1:7443 ", $"server 127.0.0.1:{gatewayPort} ", StringComparison.Ordinal)
                .Replace("courts-ca.pem", "ca.pem", StringComparison.Ordinal).Replace("gateway-ca.pem", "ca.pem", StringComparison.Ordinal)
                .Replace("/etc/chakong-front", folder, StringComparison.Ordinal).Replace("/var/log/nginx", folder, StringComparison.Ordinal).Replace("/run/nginx.pid", $"{folder}/nginx.pid", StringComparison.Ordinal),
            cancel);
        // It ends by itself should nobody be left to end it.
        var process = Process.Start(new ProcessStartInfo("timeout", ["300", Program, "-p", folder, "-c", config, "-e", $"{folder}/error.log", "-g", "daemon off; master_process off;"]))!;
        var front = new NginxFront(process, folder, port);
        await front.WaitAsync(cancel);
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, true);
    }

    /// <summary>Until it takes connections.</summary>
    async Task WaitAsync(CancellationToken cancel)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Address.Port, cancel);
                return;
            }
            catch (SocketException)
            {
                if (process.HasExited) Assert.Fail("nginx does not start: " + await File.ReadAllTextAsync(Path.Combine(folder, "error.log"), cancel));
            }

            await pace.WaitForNextTickAsync(cancel);
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

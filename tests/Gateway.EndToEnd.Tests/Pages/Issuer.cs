using System.Diagnostics;
using System.Globalization;

namespace Gateway.EndToEnd.Tests.Pages;

/// <summary>A real OpenID Connect issuer beside the tests, where there is one: it takes any user with any claims.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    /// <summary>Its port, chosen before anything runs: the gateway's settings name it.</summary>
    static readonly int Port = FreePorts.Take();

    readonly Process process;

    Issuer(Process process) => this.process = process;

    /// <summary>By another name than the console's: to a browser they are two sites.</summary>
    public static Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}/bank"));

    static string Script => Environment.GetEnvironmentVariable("GATEWAY_OIDC") ?? Path.GetFullPath(Path.Combine(Programs.RepositoryRoot(), "..", "shared", "oidc", "oidc.sh"));

    /// <summary>What a gateway needs to know of it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Settings(string secretFile) =>
    [
        new("Console:OpenId:Authority", Address.ToString()), new("Console:OpenId:ClientId", "gateway-console"), new("Console:OpenId:ClientSecretFile", secretFile), new("Console:OpenId:NameClaim", "name"),
        new("Console:OpenId:Roles:0:Value", "court-desk"), new("Console:OpenId:Roles:0:Role", "operator"), new("Console:OpenId:Roles:1:Value", "court-check"), new("Console:OpenId:Roles:1:Role", "checker"),
    ];

    public static async Task<Issuer> StartAsync()
    {
        if (!File.Exists(Script)) Assert.Ignore($"no issuer here to sign in by: {Script}");
        var start = new ProcessStartInfo("bash", [Script, Port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        // Nobody reads what it says; it must not wait for that.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var issuer = new Issuer(process);
        using var http = new HttpClient();
        var answers = await Readiness.WaitAsync(cancel => Readiness.AnswersAsync(http, $"{Address}/.well-known/openid-configuration", cancel), TimeSpan.FromSeconds(60), CancellationToken.None);
        if (answers) return issuer;
        await issuer.DisposeAsync();
        throw new AssertionException("the issuer does not answer");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Sealing.Tests;

/// <summary>A signing server on a free loopback port over mutual TLS, with an authority of its own for both sides.</summary>
sealed class SigningServerSimulator : IAsyncDisposable
{
    // TLS goes by the machine's clock.
    static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Until = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly WebApplication app;

    SigningServerSimulator(WebApplication app) => this.app = app;

    public static X509Certificate2 Authority { get; } = MakeAuthority("CN=Signing CA");

    public static X509Certificate2 OtherAuthority { get; } = MakeAuthority("CN=Other CA");

    /// <summary>How many signatures it gave.</summary>
    public int Signed { get; private set; }

    /// <summary>By number: its certificate has no other name.</summary>
    public Uri Address { get; private set; } = null!;

    public static async Task<SigningServerSimulator> StartAsync(SmPrivateKey key)
    {
        var server = Issue(Authority, "CN=signing server", "1.3.6.1.5.5.7.3.1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(server, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (client, _, _) => client.IssuerName.Name == Authority.Subject;
        })));
        var app = builder.Build();
        var simulator = new SigningServerSimulator(app);
        app.MapPost("/v1/signatures", async context =>
        {
            var asked = (await context.Request.ReadFromJsonAsync<Question>())!;
            simulator.Signed++;
            await context.Response.WriteAsJsonAsync(new { signature = SimulatedSigner.Sign(key, asked.Digest) });
        });
        await app.StartAsync();
        simulator.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return simulator;
    }

    public static X509Certificate2 IssueClient() => Issue(Authority, "CN=gateway", "1.3.6.1.5.5.7.3.2");

    public ValueTask DisposeAsync() => app.DisposeAsync();

    static X509Certificate2 MakeAuthority(string name)
    {
        var request = new CertificateRequest(name, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(From, Until);
    }

    static X509Certificate2 Issue(X509Certificate2 authority, string name, string use)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, From, Until, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    sealed record Question(string KeyId, string Algorithm, byte[] Digest);
}

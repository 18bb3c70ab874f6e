using System.CommandLine;
using Gateway.Hub.Client;
using Gateway.Hub.Pki;

namespace Gateway.Hub.Commands;

/// <summary>--server and --pki: which gateway to call, and as whom.</summary>
internal sealed class ConnectionOptions
{
    readonly Option<string> server = new("--server") { Description = "The gateway's address.", DefaultValueFactory = _ => "https://127.0.0.1:7443" };
    readonly Option<string> pki = new("--pki") { Description = "A folder that `pki init` made.", Required = true };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(server);
        command.Options.Add(pki);
    }

    /// <summary>The PKI that was named.</summary>
    public DevelopmentPki Pki(ParseResult parsed) => DevelopmentPki.Load(Path.GetFullPath(parsed.GetRequiredValue(pki)));

    /// <summary>A connection as that PKI's hub.</summary>
    /// <exception cref="InvalidDataException">The address is none.</exception>
    public HubClient Connect(ParseResult parsed, DevelopmentPki identity)
    {
        var text = parsed.GetRequiredValue(server);
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? new HubClient(address, identity.TlsCaPem, identity.Hub.ToCertificate())
            : throw new InvalidDataException($"--server {text}: https://HOST:PORT is expected");
    }
}

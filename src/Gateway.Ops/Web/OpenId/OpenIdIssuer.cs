using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Ops.Web.OpenId;

/// <summary>
/// The issuer, asked by the authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636). What it publishes of itself – addresses and keys – is read when it is first needed
/// and renewed by itself; the service runs without it.
/// </summary>
internal sealed class OpenIdIssuer : IDisposable
{
    private const string Discovery = "/.well-known/openid-configuration";
    private const int LongestAnswer = 1 << 20;

    private readonly OpenIdOptions _options;
    private readonly HttpClient _http;
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _published;
    private readonly JsonWebTokenHandler _tokens = new() { MapInboundClaims = false };

    public OpenIdIssuer(IOptions<ConsoleOptions> options)
        : this(options.Value.OpenId, new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
    }

    internal OpenIdIssuer(OpenIdOptions options, HttpMessageHandler handler)
    {
        _options = options;
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LongestAnswer };
        // The settings say which addresses may be without TLS: those of this machine.
        var documents = new HttpDocumentRetriever(_http) { RequireHttps = options.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) };
        _published = new ConfigurationManager<OpenIdConnectConfiguration>(options.Authority.TrimEnd('/') + Discovery, new OpenIdConnectConfigurationRetriever(), documents);
    }

    /// <summary>Where the browser is sent to sign in; null: the issuer is away.</summary>
    public async Task<string?> SignInAddressAsync(OpenIdAttempt attempt, string callback, CancellationToken cancel)
    {
        if (await PublishedAsync(cancel).ConfigureAwait(false) is not { AuthorizationEndpoint.Length: > 0 } issuer) return null;
        return QueryHelpers.AddQueryString(issuer.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["response_mode"] = "query", ["client_id"] = _options.ClientId, ["redirect_uri"] = callback, ["scope"] = _options.Scopes,
            ["state"] = attempt.State, ["nonce"] = attempt.Nonce, ["code_challenge"] = attempt.Challenge, ["code_challenge_method"] = "S256",
        });
    }

    /// <summary>Where the browser is sent so that the issuer's own session ends too (RP-Initiated Logout 1.0); null: the issuer has no such place, or is away.</summary>
    public async Task<string?> SignOutAddressAsync(string idToken, string after, CancellationToken cancel)
    {
        if (await PublishedAsync(cancel).ConfigureAwait(false) is not { EndSessionEndpoint.Length: > 0 } issuer) return null;
        return QueryHelpers.AddQueryString(issuer.EndSessionEndpoint, new Dictionary<string, string?>
        {
            ["id_token_hint"] = idToken, ["client_id"] = _options.ClientId, ["post_logout_redirect_uri"] = after,
        });
    }

    /// <summary>Gives the code back for a token, and says whom it vouches for.</summary>
    public async Task<(OpenIdPerson? Person, OpenIdFault? Fault, string Detail)> RedeemAsync(string code, OpenIdAttempt attempt, string callback, CancellationToken cancel)
    {
        if (await PublishedAsync(cancel).ConfigureAwait(false) is not { TokenEndpoint.Length: > 0 } issuer) return (null, OpenIdFault.IssuerAway, "nothing published");
        string token;
        try
        {
            token = await TokenAsync(issuer.TokenEndpoint, code, attempt, callback, cancel).ConfigureAwait(false);
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or IOException or UnauthorizedAccessException)
        {
            return (null, OpenIdFault.IssuerAway, away.Message);
        }

        return token.Length == 0 ? (null, OpenIdFault.Unsound, "no id_token") : await ReadAsync(token, attempt, issuer).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(OpenIdPerson? Person, OpenIdFault? Fault, string Detail)> ReadAsync(string token, OpenIdAttempt attempt, OpenIdConnectConfiguration issuer)
    {
        // By the name that the settings have for it, whatever it publishes of itself.
        if (issuer.Issuer?.TrimEnd('/') != _options.Authority.TrimEnd('/')) return (null, OpenIdFault.Unsound, $"it calls itself {issuer.Issuer}");
        var valid = await _tokens.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ConfigurationManager = _published,
            ValidIssuer = issuer.Issuer,
            ValidAudience = _options.ClientId,
            // Signed by its private key: no secret that the console has too, and not unsigned.
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromMinutes(2),
        }).ConfigureAwait(false);
        if (!valid.IsValid) return (null, OpenIdFault.Unsound, valid.Exception?.GetType().Name ?? "invalid");
        var read = (JsonWebToken)valid.SecurityToken;
        if (!read.TryGetPayloadValue<string>("nonce", out var nonce) || nonce != attempt.Nonce) return (null, OpenIdFault.Unsound, "another nonce");
        if (read.TryGetPayloadValue<string>("azp", out var party) && party != _options.ClientId) return (null, OpenIdFault.Unsound, "for another party");
        using var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(read.EncodedPayload));
        var (person, fault, name) = OpenIdPerson.Of(claims.RootElement, token, _options);
        return (person, fault, name);
    }

    private async Task<string> TokenAsync(string endpoint, string code, OpenIdAttempt attempt, string callback, CancellationToken cancel)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback, ["code_verifier"] = attempt.Verifier };
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (OpenIdSettings.SecretOf(_options) is { } secret)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(_options.ClientId)}:{Uri.EscapeDataString(secret)}")));
        else form["client_id"] = _options.ClientId;
        request.Content = new FormUrlEncodedContent(form);
        using var answer = await _http.SendAsync(request, cancel).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) return "";
        try
        {
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String ? token.GetString()! : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>What it publishes; null: it cannot be read.</summary>
    private async Task<OpenIdConnectConfiguration?> PublishedAsync(CancellationToken cancel)
    {
        try
        {
            return await _published.GetConfigurationAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception away) when (away is InvalidOperationException or IOException or HttpRequestException or JsonException or ArgumentException)
        {
            return null;
        }
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Ops.Tests.Web;

/// <summary>An issuer as the console sees it through HTTP: what it publishes, and one token for whatever code.</summary>
internal sealed class FakeIssuer : HttpMessageHandler
{
    public const string Address = "https://issuer.example/bank";

    static readonly RSA Own = RSA.Create(2048), Foreign = RSA.Create(2048);
    static readonly RsaSecurityKey Key = new(Own) { KeyId = "k1" };

    /// <summary>The next token's payload.</summary>
    public JsonObject Claims { get; } = new() { ["iss"] = Address, ["aud"] = "console", ["sub"] = "u1", ["nonce"] = "n", ["preferred_username"] = "李四", ["roles"] = new JsonArray("bank-op") };

    public string Published { get; set; } = Address;
    public bool Away { get; set; }
    public bool SignedByAnother { get; set; }
    public bool Unsigned { get; set; }
    public HttpStatusCode TokenStatus { get; set; } = HttpStatusCode.OK;
    public string TokenForm { get; private set; } = "";
    public string? TokenAuthorization { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Away) throw new HttpRequestException("away");
        var path = request.RequestUri!.AbsolutePath;
        if (path.EndsWith("/openid-configuration", StringComparison.Ordinal))
            return Json(new { issuer = Published, authorization_endpoint = Address + "/authorize", token_endpoint = Address + "/token", end_session_endpoint = Address + "/end", jwks_uri = Address + "/keys" });
        if (path.EndsWith("/keys", StringComparison.Ordinal))
        {
            var own = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Own.ExportParameters(includePrivateParameters: false)) { KeyId = "k1" });
            return Json(new { keys = new[] { new { kty = own.Kty, kid = own.Kid, use = "sig", n = own.N, e = own.E } } });
        }

        TokenForm = await request.Content!.ReadAsStringAsync(cancellationToken);
        TokenAuthorization = request.Headers.Authorization?.ToString();
        return TokenStatus == HttpStatusCode.OK ? Json(new { access_token = "a", token_type = "Bearer", id_token = Token() }) : new HttpResponseMessage(TokenStatus);
    }

    string Token()
    {
        Claims["exp"] ??= TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds();
        if (Unsigned) return $"{Part(new { alg = "none", typ = "JWT" })}.{Part(Claims)}.";
        var key = SignedByAnother ? new RsaSecurityKey(Foreign) { KeyId = "k1" } : Key;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(Claims.ToJsonString(), new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
    }

    static string Part(object content) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(content));

    static HttpResponseMessage Json(object content) => new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(content), Encoding.UTF8, "application/json") };
}

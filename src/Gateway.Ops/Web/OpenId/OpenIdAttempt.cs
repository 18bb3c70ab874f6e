using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Ops.Web.OpenId;

/// <summary>One sign-in on its way through the issuer: it lies sealed in a cookie of the browser that began it, so that no other can end it, and nobody can make this process remember many.</summary>
/// <param name="State">Comes back with the answer.</param>
/// <param name="Nonce">Comes back in the token.</param>
/// <param name="Verifier">What the code is bound to (PKCE, RFC 7636).</param>
/// <param name="Back">The page that the person wanted.</param>
internal sealed record OpenIdAttempt(string State, string Nonce, string Verifier, string Back)
{
    /// <summary>How long a person may take at the issuer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Purpose = "console.openid";

    public static OpenIdAttempt New(string back) => new(Secret(), Secret(), Secret(), back);

    /// <summary>SHA-256 of the verifier.</summary>
    public string Challenge => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>The name of its cookie: each attempt has one, so that two windows do not disturb each other.</summary>
    public static string CookieOf(string state) => $"console-openid-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 8))}";

    public string Seal(IDataProtectionProvider keys) => keys.CreateProtector(Purpose).ToTimeLimitedDataProtector().Protect(JsonSerializer.Serialize(this), Lifetime);

    /// <summary>Null: it is none of this process', or too old, or another attempt's.</summary>
    public static OpenIdAttempt? Open(IDataProtectionProvider keys, string? sealed_, string state)
    {
        if (sealed_ is null) return null;
        try
        {
            var attempt = JsonSerializer.Deserialize<OpenIdAttempt>(keys.CreateProtector(Purpose).ToTimeLimitedDataProtector().Unprotect(sealed_))!;
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(attempt.State), Encoding.UTF8.GetBytes(state)) ? attempt : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Secret() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
}

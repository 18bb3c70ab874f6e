using System.Text.Json;
using Gateway.Store.Staff;

namespace Gateway.Ops.Web.OpenId;

/// <summary>Why an issuer's word let nobody in.</summary>
internal enum OpenIdFault
{
    /// <summary>The issuer could not be asked.</summary>
    IssuerAway,
    /// <summary>The person, or the issuer, broke it off.</summary>
    BrokenOff,
    /// <summary>It is no answer to what this browser asked, or too late.</summary>
    NotAsked,
    /// <summary>What the issuer sent is not in order.</summary>
    Unsound,
    /// <summary>It names nobody, or in a way that cannot stand in the audit chain.</summary>
    NoName,
    /// <summary>None of its roles means one here.</summary>
    NoRole,
    /// <summary>Its roles mean several here: nobody makes, checks and says who may.</summary>
    SeveralRoles,
    /// <summary>A local account has this name: who it is must be plain in the audit chain.</summary>
    NameTaken,
}

/// <summary>Whom an issuer vouches for.</summary>
/// <param name="IdToken">What it vouched with: it is shown again at sign-out.</param>
internal sealed record OpenIdPerson(string Name, StaffRole Role, string IdToken)
{
    private const int NameLength = 40;

    /// <summary>The person whom a token's claims describe.</summary>
    /// <param name="claims">The token's payload.</param>
    public static (OpenIdPerson? Person, OpenIdFault? Fault, string Name) Of(JsonElement claims, string idToken, OpenIdOptions options)
    {
        var name = Texts(Claim(claims, options.NameClaim)).FirstOrDefault()?.Trim() ?? "";
        if (name.Length is 0 or > NameLength || name.Any(char.IsControl)) return (null, OpenIdFault.NoName, "");
        var values = Texts(Claim(claims, options.RoleClaim)).ToHashSet(StringComparer.Ordinal);
        var roles = options.Roles.Where(r => values.Contains(r.Value)).Select(r => OpenIdSettings.RoleOf(r.Role)!.Value).Distinct().ToList();
        return roles switch
        {
            [] => (null, OpenIdFault.NoRole, name),
            [var role] => (new OpenIdPerson(name, role, idToken), null, name),
            _ => (null, OpenIdFault.SeveralRoles, name),
        };
    }

    /// <summary>A claim by its name, which may hold dots itself; else along them.</summary>
    private static JsonElement? Claim(JsonElement claims, string path)
    {
        if (claims.TryGetProperty(path, out var direct)) return direct;
        foreach (var word in path.Split('.'))
        {
            if (claims.ValueKind != JsonValueKind.Object || !claims.TryGetProperty(word, out claims)) return null;
        }

        return claims;
    }

    private static IEnumerable<string> Texts(JsonElement? claim) => claim switch
    {
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
        _ => [],
    };
}

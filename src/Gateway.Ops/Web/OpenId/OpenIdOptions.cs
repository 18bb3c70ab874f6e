namespace Gateway.Ops.Web.OpenId;

/// <summary>Sign-in by the bank's own issuer, beside local accounts (section Console:OpenId). Defaults are listed in the README of Gateway.Ops.</summary>
public sealed class OpenIdOptions
{
    /// <summary>The issuer, as its tokens name it: https://…; empty: there are local accounts alone.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The console as the issuer knows it.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A file with the client's secret; empty: a public client, which PKCE alone protects.</summary>
    public string ClientSecretFile { get; set; } = "";

    /// <summary>What is asked for, with blanks between; openid must be among it.</summary>
    public string Scopes { get; set; } = "openid profile";

    /// <summary>The claim that names a person, as desk and audit chain will.</summary>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim that holds roles: a text or a list of texts. Where there is none of the name, dots lead into it: realm_access.roles.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>What its values mean here.</summary>
    public IReadOnlyList<OpenIdRole> Roles { get; set; } = [];

    /// <summary>The console's address as browsers see it, where something stands before it: https://console.bank.example; empty: as the request has it.</summary>
    public string Address { get; set; } = "";
}

/// <summary>One value of the role claim.</summary>
public sealed class OpenIdRole
{
    public string Value { get; set; } = "";

    /// <summary>viewer, operator, checker or administrator.</summary>
    public string Role { get; set; } = "";
}

using Gateway.Store.Staff;

namespace Gateway.Ops.Web.OpenId;

/// <summary>Finds everything that is wrong with the section, at once.</summary>
internal static class OpenIdSettings
{
    private const string Section = $"{ConsoleOptions.Section}:{nameof(ConsoleOptions.OpenId)}";

    public static IEnumerable<string> Faults(OpenIdOptions options)
    {
        if (options.Authority.Length == 0)
        {
            if (options.ClientId.Length > 0 || options.ClientSecretFile.Length > 0 || options.Roles.Count > 0 || options.Address.Length > 0)
                yield return Fault(nameof(options.Authority), "", "is required by the other settings of the section");
            yield break;
        }

        if (!IsTrustworthy(options.Authority, mayHavePath: true)) yield return Fault(nameof(options.Authority), options.Authority, "must be https://…, or http://… on this machine, without query");
        if (options.ClientId.Length == 0) yield return Fault(nameof(options.ClientId), "", "is required");
        if (options.ClientSecretFile.Length > 0 && SecretFault(options.ClientSecretFile) is { } unreadable) yield return Fault(nameof(options.ClientSecretFile), options.ClientSecretFile, unreadable);
        if (!options.Scopes.Split(' ').Contains("openid")) yield return Fault(nameof(options.Scopes), options.Scopes, "must have openid among it");
        if (options.NameClaim.Length == 0) yield return Fault(nameof(options.NameClaim), "", "is required");
        if (options.RoleClaim.Length == 0) yield return Fault(nameof(options.RoleClaim), "", "is required");
        if (options.Address.Length > 0 && !IsTrustworthy(options.Address, mayHavePath: false)) yield return Fault(nameof(options.Address), options.Address, "must be https://HOST[:PORT], or http:// on this machine");
        foreach (var fault in RoleFaults(options.Roles)) yield return fault;
    }

    /// <summary>The role of a word of the settings.</summary>
    public static StaffRole? RoleOf(string word) => Enum.GetValues<StaffRole>().Cast<StaffRole?>().FirstOrDefault(r => string.Equals(r.ToString(), word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The secret; null where there is none.</summary>
    public static string? SecretOf(OpenIdOptions options) => options.ClientSecretFile.Length == 0 ? null : File.ReadAllText(options.ClientSecretFile).Trim();

    private static IEnumerable<string> RoleFaults(IReadOnlyList<OpenIdRole> roles)
    {
        if (roles.Count == 0) yield return Fault(nameof(OpenIdOptions.Roles), "", "is required: without it nobody has a role");
        for (var i = 0; i < roles.Count; i++)
        {
            var (at, role) = ($"{nameof(OpenIdOptions.Roles)}:{i}", roles[i]);
            if (role.Value.Length == 0) yield return Fault($"{at}:{nameof(role.Value)}", "", "is required");
            if (RoleOf(role.Role) is null) yield return Fault($"{at}:{nameof(role.Role)}", role.Role, "must be viewer, operator, checker or administrator");
            // A value that meant two roles would let one person make and check.
            if (roles.Take(i).Any(r => r.Value == role.Value && RoleOf(r.Role) != RoleOf(role.Role))) yield return Fault($"{at}:{nameof(role.Value)}", role.Value, "means another role already");
        }
    }

    private static string? SecretFault(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim().Length == 0 ? "is empty" : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.Message;
        }
    }

    /// <summary>Tokens and codes go over it: encrypted, or never off the machine.</summary>
    private static bool IsTrustworthy(string text, bool mayHavePath) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0
        && (mayHavePath || address.AbsolutePath == "/") && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static string Fault(string key, string value, string reason) => $"{Section}:{key} = {value}: {reason}";
}

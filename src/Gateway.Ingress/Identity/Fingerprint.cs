namespace Gateway.Ingress.Identity;

/// <summary>Digests of certificates as people write them.</summary>
static class Fingerprint
{
    const int Digits = 64;

    /// <summary>Lower-case hexadecimal of a 32-octet digest, colons taken out; null if it is none.</summary>
    public static string? Parse(string text)
    {
        var plain = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain.Length == Digits && plain.All(char.IsAsciiHexDigitLower) ? plain : null;
    }
}

namespace Gateway.Sealing;

/// <summary>A secret that no text shows.</summary>
sealed class BearerToken(string secret)
{
    /// <summary>The secret, for the one header that carries it.</summary>
    public string Reveal() => secret;
}

namespace Gateway.Sealing;

/// <summary>
/// A holder's seals, of which several may be valid at a time while one takes over from another. The one that became valid last is used, so that a
/// new seal can be put in place before its time. Thread-safe.
/// </summary>
/// <param name="seals">At least one.</param>
public sealed class SealRing(IReadOnlyList<ISealSigner> seals)
{
    volatile IReadOnlyList<ISealSigner> current = seals;

    /// <summary>The seals in use from now on.</summary>
    public void Use(IReadOnlyList<ISealSigner> seals) => current = seals;

    /// <summary>The last moment at which any of the seals may be used; null: there is none.</summary>
    public DateTimeOffset? LastUntil => current.Max(seal => (DateTimeOffset?)seal.Identity.Until);

    /// <summary>The seal to use at a moment.</summary>
    /// <exception cref="SealSignerException">None is valid then.</exception>
    public ISealSigner At(DateTimeOffset now) =>
        current.Where(seal => seal.Identity.From <= now && now <= seal.Identity.Until).MaxBy(seal => seal.Identity.From)
        ?? throw new SealSignerException($"None of the {current.Count} seals is valid at {now:yyyy-MM-dd HH:mm:ss zzz}.");
}

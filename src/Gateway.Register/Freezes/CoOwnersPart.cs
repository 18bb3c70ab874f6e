using System.Numerics;
using Gateway.Register.Accounts;

namespace Gateway.Register.Freezes;

/// <summary>What of a joint account belongs to the co-owners (C21). Shares are worked out as fractions, so that a third of 3.00 is 1.00.</summary>
internal static class CoOwnersPart
{
    private const decimal Whole = 1e28m;

    /// <summary>
    /// Each co-owner's part in minor units, in their order; the sum is their common share of <paramref name="mass"/>, rounded up, at most <paramref name="ceiling"/>.
    /// Those whose share is unknown split what the known shares leave equally among them and the holder [D].
    /// </summary>
    /// <param name="coOwners">The co-owners besides the holder.</param>
    /// <param name="mass">N + all that courts have deducted so far: the money that was there to share.</param>
    /// <param name="ceiling">N: what is there now behind the claims.</param>
    public static IReadOnlyList<long> Of(IReadOnlyList<CoOwner> coOwners, long mass, long ceiling)
    {
        var unknown = coOwners.Count(o => o.Share is null);
        var known = Math.Min(1, coOwners.Sum(o => o.Share ?? 0));
        var unit = new BigInteger(Whole) * (unknown + 1);

        var parts = new List<long>();
        var shares = BigInteger.Zero;
        long given = 0;
        foreach (var owner in coOwners)
        {
            shares += owner.Share is { } share ? new BigInteger(share * Whole) * (unknown + 1) : new BigInteger((1 - known) * Whole);
            var upToHere = (long)BigInteger.Min(ceiling, DivideUp(mass * shares, unit));
            parts.Add(upToHere - given);
            given = upToHere;
        }

        return parts;
    }

    private static BigInteger DivideUp(BigInteger value, BigInteger by) => (value + by - 1) / by;
}

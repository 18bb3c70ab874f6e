using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace Gateway.Sealing;

/// <summary>
/// Multiples of the base point from a table: one addition for each window of the scalar and no doubling. The table is made once and never changes, so
/// that threads share it without a lock. Each window adds a point whatever its digit is; which entry is read still depends on the scalar, so
/// the machine must not be shared with strangers.
/// </summary>
static class Sm2BasePoint
{
    const int WindowBits = 6;
    const int Digits = 1 << WindowBits;
    const int Windows = (256 + WindowBits - 1) / WindowBits;

    static readonly (ECPoint[] Points, ECPoint Excess) Table = Build();

    /// <summary>The point k·G, normalised.</summary>
    /// <param name="scalar">From 1 to n − 1.</param>
    public static ECPoint Multiply(BigInteger scalar)
    {
        var octets = scalar.ToByteArrayUnsigned();
        var sum = Table.Excess;
        for (var window = 0; window < Windows; window++)
            sum = sum.Add(Table.Points[window * Digits + DigitOf(octets, window * WindowBits)]);
        return sum.Normalize();
    }

    static int DigitOf(byte[] bigEndian, int bit)
    {
        var digit = 0;
        for (var i = WindowBits - 1; i >= 0; i--)
        {
            var at = bigEndian.Length - 1 - (bit + i) / 8;
            digit = digit << 1 | (at < 0 ? 0 : bigEndian[at] >> (bit + i) % 8 & 1);
        }
        return digit;
    }

    /// <summary>Entry d of a window is d + 1 times its base, so that no digit stands for nothing; the excess takes one base of each window off again.</summary>
    static (ECPoint[], ECPoint) Build()
    {
        var points = new ECPoint[Windows * Digits];
        var windowBase = Sm2.Domain.G;
        var excess = Sm2.Domain.Curve.Infinity;
        for (var window = 0; window < Windows; window++)
        {
            excess = excess.Subtract(windowBase);
            var multiple = Sm2.Domain.Curve.Infinity;
            for (var digit = 0; digit < Digits; digit++)
                points[window * Digits + digit] = multiple = multiple.Add(windowBase);
            windowBase = multiple.Normalize();
        }
        Sm2.Domain.Curve.NormalizeAll(points);
        return (points, excess.Normalize());
    }
}

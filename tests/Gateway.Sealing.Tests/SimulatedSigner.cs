using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Gateway.Sealing.Tests;

/// <summary>What a signing server does with a digest.</summary>
static class SimulatedSigner
{
    public static ECPrivateKeyParameters Parameters(SmPrivateKey key)
    {
        var lines = key.ToPem().Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal));
        return (ECPrivateKeyParameters)PrivateKeyFactory.CreateKey(Convert.FromBase64String(string.Concat(lines)));
    }

    /// <summary>GB/T 32918.2, clause 6.1, from step A3 on, written out for the test.</summary>
    public static byte[] Sign(SmPrivateKey key, byte[] digest)
    {
        var d = Parameters(key).D;
        var n = Sm2.Domain.N;
        var k = new BigInteger(n.BitLength - 1, new SecureRandom());
        var r = new BigInteger(1, digest).Add(Sm2.Domain.G.Multiply(k).Normalize().AffineXCoord.ToBigInteger()).Mod(n);
        var s = d.Add(BigInteger.One).ModInverse(n).Multiply(k.Subtract(r.Multiply(d))).Mod(n);
        return new Org.BouncyCastle.Asn1.DerSequence(new Org.BouncyCastle.Asn1.DerInteger(r), new Org.BouncyCastle.Asn1.DerInteger(s)).GetDerEncoded();
    }
}

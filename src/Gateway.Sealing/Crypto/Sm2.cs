using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace Gateway.Sealing;

/// <summary>SM2 signatures with SM3 (GB/T 32918.2) and the user ID that all seals use.</summary>
static class Sm2
{
    /// <summary>The custom curve: the generic one is seven times slower.</summary>
    public static readonly ECDomainParameters Domain = CreateDomain();

    /// <summary>Length of a signature value as r‖s.</summary>
    public const int RawSignatureBytes = 2 * FieldBytes;

    const int FieldBytes = 32;

    static readonly byte[] UserId = "1234567812345678"u8.ToArray();

    /// <summary>Reads an uncompressed point; null if it is not one of the curve.</summary>
    public static Sm2PublicKey? ReadPublicKey(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length != 1 + 2 * FieldBytes || encoded[0] != 4)
            return null;
        var x = new BigInteger(1, encoded.Slice(1, FieldBytes).ToArray());
        var y = new BigInteger(1, encoded[(1 + FieldBytes)..].ToArray());
        var modulus = Domain.Curve.Field.Characteristic;
        if (x.CompareTo(modulus) >= 0 || y.CompareTo(modulus) >= 0)
            return null;
        var point = Domain.Curve.CreatePoint(x, y);
        return point.IsValid() ? new Sm2PublicKey(point, encoded.ToArray(), IdentityDigest(encoded[1..])) : null;
    }

    /// <summary>Verifies a signature over a message.</summary>
    /// <param name="key">The signer's key.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">r and s.</param>
    public static bool Verify(Sm2PublicKey key, ReadOnlySpan<byte> message, Sm2Signature signature) =>
        VerifyDigest(key, MessageDigest(key, message), signature);

    /// <summary>e = SM3(Z‖M) of GB/T 32918.2, clause 6.1: all that a signer needs to know of a message.</summary>
    public static byte[] MessageDigest(Sm2PublicKey key, ReadOnlySpan<byte> message)
    {
        using var digest = new IncrementalSm3();
        digest.Append(key.IdentityDigest);
        digest.Append(message);
        return digest.GetHashAndReset();
    }

    /// <summary>Verifies a signature over a message of this <see cref="MessageDigest"/>.</summary>
    public static bool VerifyDigest(Sm2PublicKey key, byte[] messageDigest, Sm2Signature signature)
    {
        var n = Domain.N;
        var t = signature.R.Add(signature.S).Mod(n);
        if (t.SignValue == 0)
            return false;
        var point = ECAlgorithms.SumOfTwoMultiplies(Domain.G, signature.S, key.Point, t).Normalize();
        if (point.IsInfinity)
            return false;
        return new BigInteger(1, messageDigest).Add(point.AffineXCoord.ToBigInteger()).Mod(n).Equals(signature.R);
    }

    /// <summary>Signs a message (GB/T 32918.2, clause 6.1).</summary>
    /// <param name="key">The signer's public key, which Z is made of.</param>
    /// <param name="d">The private key.</param>
    /// <param name="inverse">(1 + d)⁻¹ mod n.</param>
    /// <param name="message">What to sign.</param>
    /// <returns>DER SEQUENCE{INTEGER r, INTEGER s}.</returns>
    public static byte[] Sign(Sm2PublicKey key, BigInteger d, BigInteger inverse, ReadOnlySpan<byte> message)
    {
        var n = Domain.N;
        var e = new BigInteger(1, MessageDigest(key, message));
        while (true)
        {
            var k = new BigInteger(1, RandomNumberGenerator.GetBytes(FieldBytes));
            if (!IsScalar(k))
                continue;
            var r = e.Add(Sm2BasePoint.Multiply(k).AffineXCoord.ToBigInteger()).Mod(n);
            var s = inverse.Multiply(k.Subtract(r.Multiply(d))).Mod(n);
            if (r.SignValue != 0 && s.SignValue != 0 && !r.Add(k).Equals(n))
                return WriteSignature(r, s);
        }
    }

    static byte[] WriteSignature(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r.ToByteArray());
            writer.WriteInteger(s.ToByteArray());
        }
        return writer.Encode();
    }

    /// <summary>Reads SEQUENCE{INTEGER r, INTEGER s} in strict DER, r and s from 1 to n − 1; null for anything else.</summary>
    public static Sm2Signature? ReadSignature(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = Der.Open(der);
            var pair = outer.ReadSequence();
            var signature = InRange(pair.ReadIntegerBytes().ToArray(), pair.ReadIntegerBytes().ToArray());
            pair.ThrowIfNotEmpty();
            outer.ThrowIfNotEmpty();
            return signature;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Reads r‖s of 32 octets each; null if r or s is out of range.</summary>
    public static Sm2Signature? ReadRawSignature(ReadOnlySpan<byte> raw) =>
        raw.Length == RawSignatureBytes ? InRange([0, .. raw[..FieldBytes]], [0, .. raw[FieldBytes..]]) : null;

    static Sm2Signature? InRange(byte[] r, byte[] s)
    {
        // 33 octets hold any value below n; a longer one need not be computed with.
        if (r.Length > FieldBytes + 1 || s.Length > FieldBytes + 1)
            return null;
        var signature = new Sm2Signature(new BigInteger(r), new BigInteger(s));
        return IsScalar(signature.R) && IsScalar(signature.S) ? signature : null;
    }

    static bool IsScalar(BigInteger value) => value.SignValue > 0 && value.CompareTo(Domain.N) < 0;

    /// <summary>Z of GB/T 32918.2, clause 5.5.</summary>
    static byte[] IdentityDigest(ReadOnlySpan<byte> publicXy)
    {
        using var digest = new IncrementalSm3();
        digest.Append([(byte)(UserId.Length * 8 >> 8), (byte)(UserId.Length * 8)]);
        digest.Append(UserId);
        digest.Append(Domain.Curve.A.GetEncoded());
        digest.Append(Domain.Curve.B.GetEncoded());
        digest.Append(Domain.G.AffineXCoord.GetEncoded());
        digest.Append(Domain.G.AffineYCoord.GetEncoded());
        digest.Append(publicXy);
        return digest.GetHashAndReset();
    }

    static ECDomainParameters CreateDomain()
    {
        var curve = CustomNamedCurves.GetByName("sm2p256v1");
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace Gateway.Sealing;

/// <summary>An SM2 private key.</summary>
public sealed class SmPrivateKey
{
    const int ScalarBytes = 32;
    const string PemLabel = "PRIVATE KEY";

    readonly ECPrivateKeyParameters parameters;
    readonly BigInteger inverse;

    SmPrivateKey(BigInteger scalar)
    {
        parameters = new ECPrivateKeyParameters(scalar, Sm2.Domain);
        inverse = scalar.Add(BigInteger.One).ModInverse(Sm2.Domain.N);
        var point = Sm2BasePoint.Multiply(scalar);
        PublicKey = Sm2.ReadPublicKey(point.GetEncoded(false))!;
    }

    internal Sm2PublicKey PublicKey { get; }

    /// <summary>A new key.</summary>
    public static SmPrivateKey Generate()
    {
        // d from 1 to n − 2 (GB/T 32918.1, clause 6.1); a draw outside is one in four thousand million.
        while (true)
        {
            var scalar = new BigInteger(1, RandomNumberGenerator.GetBytes(ScalarBytes));
            if (IsUsable(scalar))
                return new SmPrivateKey(scalar);
        }
    }

    /// <summary>Reads a PKCS#8 PEM file's text ("BEGIN PRIVATE KEY", not encrypted).</summary>
    /// <exception cref="InvalidDataException">Not such a key.</exception>
    public static SmPrivateKey FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || !pem.AsSpan()[fields.Label].SequenceEqual(PemLabel))
            throw new InvalidDataException($"No PEM block {PemLabel}.");
        var der = Convert.FromBase64String(pem[fields.Base64Data]);
        try
        {
            return FromPkcs8(der);
        }
        catch (AsnContentException cause)
        {
            throw new InvalidDataException("The private key is malformed.", cause);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>The key as PKCS#8 PEM, not encrypted: keep the file where only the service can read it.</summary>
    public string ToPem()
    {
        var inner = new AsnWriter(AsnEncodingRules.DER);
        using (inner.PushSequence())
        {
            inner.WriteInteger(1);
            inner.WriteOctetString(Scalar());
            using (inner.PushSequence(Der.Context1))
                inner.WriteBitString(PublicKey.Encoded);
        }
        var outer = new AsnWriter(AsnEncodingRules.DER);
        using (outer.PushSequence())
        {
            outer.WriteInteger(0);
            using (outer.PushSequence())
            {
                outer.WriteObjectIdentifier(Oids.EcPublicKey);
                outer.WriteObjectIdentifier(Oids.Sm2Curve);
            }
            outer.WriteOctetString(inner.Encode());
        }
        return PemEncoding.WriteString(PemLabel, outer.Encode()) + "\n";
    }

    /// <summary>Writes <see cref="ToPem"/> to a file that only the owner may read.</summary>
    public void Save(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(ToPem());
    }

    /// <summary>The same key of another library's form.</summary>
    /// <exception cref="InvalidDataException">Of another curve, or out of range.</exception>
    internal static SmPrivateKey FromScalar(ECPrivateKeyParameters key)
    {
        if (!key.Parameters.N.Equals(Sm2.Domain.N) || !key.Parameters.G.GetEncoded(false).AsSpan().SequenceEqual(Sm2.Domain.G.GetEncoded(false)))
            throw new InvalidDataException("The private key is not of the SM2 curve.");
        return IsUsable(key.D) ? new SmPrivateKey(key.D) : throw new InvalidDataException("The private key is out of range.");
    }

    internal byte[] Sign(ReadOnlySpan<byte> message) => Sm2.Sign(PublicKey, parameters.D, inverse, message);

    static SmPrivateKey FromPkcs8(ReadOnlyMemory<byte> der)
    {
        var info = Der.Open(der).ReadSequence();
        info.ReadInteger();
        var algorithm = info.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != Oids.EcPublicKey || algorithm.ReadObjectIdentifier() != Oids.Sm2Curve)
            throw new InvalidDataException("The private key is not of the SM2 curve.");
        var key = Der.Open(Der.Octets(info)).ReadSequence();
        key.ReadInteger();
        var scalar = new BigInteger(1, Der.Octets(key).ToArray());
        return IsUsable(scalar) ? new SmPrivateKey(scalar) : throw new InvalidDataException("The private key is out of range.");
    }

    static bool IsUsable(BigInteger scalar) =>
        scalar.SignValue > 0 && scalar.CompareTo(Sm2.Domain.N.Subtract(BigInteger.One)) < 0;

    byte[] Scalar()
    {
        var minimal = parameters.D.ToByteArrayUnsigned();
        var padded = new byte[ScalarBytes];
        minimal.CopyTo(padded, ScalarBytes - minimal.Length);
        return padded;
    }
}

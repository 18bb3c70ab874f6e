using System.Formats.Asn1;
using System.Numerics;

namespace Gateway.Sealing.Tests;

public sealed class Sm2Tests
{
    static readonly byte[] Message = "协助冻结存款通知书"u8.ToArray();
    static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", System.Globalization.NumberStyles.HexNumber, null);

    [Test]
    public void A_signature_verifies_for_its_message_and_key_only()
    {
        var key = SmPrivateKey.Generate();
        var signature = Sm2.ReadSignature(key.Sign(Message))!;

        Assert.That(Sm2.Verify(key.PublicKey, Message, signature), Is.True);
        Assert.That(Sm2.Verify(key.PublicKey, "协助冻结存款通知书。"u8, signature), Is.False);
        Assert.That(Sm2.Verify(SmPrivateKey.Generate().PublicKey, Message, signature), Is.False);
    }

    [Test]
    public void The_table_of_the_base_point_gives_the_multiples_that_the_curve_gives()
    {
        var n = Sm2.Domain.N;
        var one = Org.BouncyCastle.Math.BigInteger.One;
        var random = new Org.BouncyCastle.Security.SecureRandom();
        Org.BouncyCastle.Math.BigInteger[] scalars =
        [
            one, one.Add(one), n.Subtract(one), n.Subtract(one).Subtract(one), one.ShiftLeft(6), one.ShiftLeft(255), one.ShiftLeft(252).Subtract(one),
            .. Enumerable.Range(0, 50).Select(_ => new Org.BouncyCastle.Math.BigInteger(255, random).Add(one)),
        ];

        foreach (var scalar in scalars)
            Assert.That(Sm2BasePoint.Multiply(scalar), Is.EqualTo(Sm2.Domain.G.Multiply(scalar).Normalize()), scalar.ToString(16));
    }

    [Test]
    public void Signatures_made_at_the_same_time_verify_under_another_implementation()
    {
        var key = SmPrivateKey.Generate();
        var point = new Org.BouncyCastle.Crypto.Parameters.ECPublicKeyParameters(key.PublicKey.Point, Sm2.Domain);

        Parallel.For(0, 40, i =>
        {
            var message = BitConverter.GetBytes(i);
            var signer = new Org.BouncyCastle.Crypto.Signers.SM2Signer();
            signer.Init(false, new Org.BouncyCastle.Crypto.Parameters.ParametersWithID(point, "1234567812345678"u8.ToArray()));
            signer.BlockUpdate(message, 0, message.Length);
            Assert.That(signer.VerifySignature(key.Sign(message)), Is.True);
        });
    }

    [Test]
    public void A_signature_of_another_implementation_verifies()
    {
        // Certificate and CA of the vectors.
        var root = CertificateParser.Parse(Vectors.Certificate("ca"));
        var signer = CertificateParser.Parse(Vectors.Certificate("signer"));

        Assert.That(signer.IsIssuedBy(root), Is.True);
        Assert.That(signer.IsIssuedBy(CertificateParser.Parse(Vectors.Certificate("rogue-ca"))), Is.False);
    }

    static IEnumerable<TestCaseData> BadValues()
    {
        var (r, s) = Decode(SmPrivateKey.Generate().Sign(Message));
        yield return Bad("r is zero", Encode(0, s));
        yield return Bad("s is zero", Encode(r, 0));
        yield return Bad("r is the order", Encode(Order, s));
        yield return Bad("s is the order", Encode(r, Order));
        yield return Bad("s is larger by the order", Encode(r, s + Order));
        yield return Bad("r is negative", Encode(-r, s));
        yield return Bad("s is huge", Encode(r, BigInteger.One << 4096));
        yield return Bad("a third member", Encode(r, s, 1));
        yield return Bad("one member", Encode(r));
        yield return Bad("trailing octets", [.. Encode(r, s), 0]);
        yield return Bad("empty", []);
        yield return Bad("long form of the length", LongLength(Encode(r, s)));
        yield return Bad("raw", [.. Unsigned(r), .. Unsigned(s)]);
    }

    [TestCaseSource(nameof(BadValues))]
    public void A_value_that_is_no_strict_pair_in_range_is_not_read(byte[] value) => Assert.That(Sm2.ReadSignature(value), Is.Null);

    [Test]
    public void A_raw_pair_is_read_where_asked_for_and_only_in_range()
    {
        var key = SmPrivateKey.Generate();
        var (r, s) = Decode(key.Sign(Message));
        byte[] raw = [.. Unsigned(r), .. Unsigned(s)];

        Assert.That(Sm2.Verify(key.PublicKey, Message, Sm2.ReadRawSignature(raw)!), Is.True);
        Assert.That(Sm2.ReadRawSignature([.. Unsigned(r), .. Unsigned(Order)]), Is.Null);
        Assert.That(Sm2.ReadRawSignature(raw.AsSpan(1)), Is.Null);
    }

    [Test]
    public void A_pair_whose_sum_is_the_order_does_not_verify()
    {
        var key = SmPrivateKey.Generate();
        var (r, _) = Decode(key.Sign(Message));

        Assert.That(Sm2.Verify(key.PublicKey, Message, Sm2.ReadSignature(Encode(r, Order - r))!), Is.False);
    }

    [Test]
    public void A_point_must_be_uncompressed_and_on_the_curve()
    {
        var encoded = SmPrivateKey.Generate().PublicKey.Encoded;
        byte[] offCurve = [.. encoded];
        offCurve[^1] ^= 1;
        byte[] beyondField = [4, .. Enumerable.Repeat((byte)0xff, 32), .. encoded[33..]];

        Assert.That(Sm2.ReadPublicKey(encoded), Is.Not.Null);
        Assert.That(Sm2.ReadPublicKey(offCurve), Is.Null);
        Assert.That(Sm2.ReadPublicKey(beyondField), Is.Null);
        Assert.That(Sm2.ReadPublicKey([3, .. encoded[1..33]]), Is.Null);
        Assert.That(Sm2.ReadPublicKey([0]), Is.Null);
        Assert.That(Sm2.ReadPublicKey([]), Is.Null);
    }

    [Test]
    public void A_private_key_survives_its_pem_file()
    {
        var key = SmPrivateKey.Generate();

        var read = SmPrivateKey.FromPem(key.ToPem());

        Assert.That(read.PublicKey.Encoded, Is.EqualTo(key.PublicKey.Encoded));
        Assert.That(Sm2.Verify(key.PublicKey, Message, Sm2.ReadSignature(read.Sign(Message))!), Is.True);
        Assert.That(() => SmPrivateKey.FromPem("no key"), Throws.TypeOf<InvalidDataException>());
        Assert.That(() => SmPrivateKey.FromPem("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----"), Throws.TypeOf<InvalidDataException>());
    }

    static TestCaseData Bad(string name, byte[] value) => new TestCaseData(value).SetArgDisplayNames(name);

    static (BigInteger R, BigInteger S) Decode(byte[] der)
    {
        var pair = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        return (pair.ReadInteger(), pair.ReadInteger());
    }

    static byte[] Encode(params BigInteger[] members)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var member in members)
                writer.WriteInteger(member);
        }
        return writer.Encode();
    }

    static byte[] Unsigned(BigInteger value)
    {
        var minimal = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - minimal.Length], .. minimal];
    }

    static byte[] LongLength(byte[] der) => [der[0], 0x81, .. der[1..]];
}

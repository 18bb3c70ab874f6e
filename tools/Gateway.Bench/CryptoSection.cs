using System.Globalization;
using Gateway.Sealing;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Gateway.Bench;

/// <summary>Sealing and verification against the bare primitives of Bouncy Castle on its fast curve, measured beside them.</summary>
internal static class CryptoSection
{
    const int LargeBytes = 256 * 1024;
    const double LargePerMiB = 4;

    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    /// <summary>How often a second, and against the bare primitive.</summary>
    internal sealed record Figure(string What, double PerSecond, double OfBare);

    public static IReadOnlyList<Figure> Run(Rate rate, TextWriter output)
    {
        var figures = new List<Figure>();
        var (seal, root) = MakeSeal();
        var document = new byte[1024];
        var signature = DetachedSeal.SignSes(document, seal, Now, "x.txt");
        var verifier = new SealVerifier(TrustStore.FromCertificates([root]), new SealPolicy());
        var (sign, verify) = BarePrimitives(document);

        var bareSign = rate.Of(sign);
        Report("SM2 signatures, bare", bareSign, bareSign);
        Report("seals made", rate.Of(Seal), bareSign);
        Report("seals made, 2 threads", rate.OfTwoThreads(Seal), bareSign);
        var bareVerify = rate.Of(verify);
        Report("SM2 verifications, bare", bareVerify, bareVerify);
        Report("seals verified, court known", rate.Of(Verify), bareVerify);
        Report("same, 2 threads", rate.OfTwoThreads(Verify), bareVerify);
        Report("seals verified, court new", rate.Of(() => Require(new SealVerifier(verifier.Trust, verifier.Policy).VerifyDetached(signature, document, Now).IsValid)), bareVerify);
        var large = new byte[LargeBytes];
        var bareDigest = rate.Of(() => Digest(large)) / LargePerMiB;
        Report("SM3 MiB, bare", bareDigest, bareDigest);
        Report("SM3 MiB", rate.Of(() => Sm3.Hash(large)) / LargePerMiB, bareDigest);
        var largeSignature = DetachedSeal.SignSes(large, seal, Now, "x.txt");
        var parts = 1 / (1 / rate.Of(verify) + 1 / rate.Of(() => Sm3.Hash(large)));
        Report("one verification and one SM3 of 256 KiB", parts, parts);
        Report("256 KiB verified, court known", rate.Of(() => Require(verifier.VerifyDetached(largeSignature, large, Now).IsValid)), parts);

        return figures;

        void Report(string what, double perSecond, double bare)
        {
            figures.Add(new Figure(what, perSecond, perSecond / bare));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} {perSecond,8:F0}/s  {perSecond / bare,6:F2} of bare"));
        }

        void Seal() => DetachedSeal.SignSes(document, seal, Now, "x.txt");

        void Verify() => Require(verifier.VerifyDetached(signature, document, Now).IsValid);
    }

    static void Require(bool condition)
    {
        if (!condition) throw new InvalidOperationException("What is measured does not work.");
    }

    static (SealKey Seal, byte[] Root) MakeSeal()
    {
        var (from, until) = (Now.AddYears(-1), Now.AddYears(1));
        var root = SmCertificates.CreateRoot("根", "测", from, until);
        var maker = SmCertificates.Issue(root, "制章", "测", from, until);
        var signer = SmCertificates.Issue(root, "法院", "测", from, until);
        var seal = SealMaker.MakeSeal("S", "法院", [signer.Certificate], SealMaker.RoundPicture("法院"), from, from, until, maker.Key, maker.Certificate);
        return (new SealKey(signer.Key, signer.Certificate, seal), root.Certificate);
    }

    static (Action Sign, Action Verify) BarePrimitives(byte[] message)
    {
        var curve = CustomNamedCurves.GetByName("sm2p256v1");
        var domain = new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
        var key = new ECPrivateKeyParameters(new BigInteger("123456789012345678901234567890"), domain);
        var publicKey = new ECPublicKeyParameters(domain.G.Multiply(key.D), domain);
        var signer = new SM2Signer();
        var verifier = new SM2Signer();
        var signature = Sign();
        return (() => Sign(), Verify);

        void Verify()
        {
            verifier.Init(false, publicKey);
            verifier.BlockUpdate(message, 0, message.Length);
            Require(verifier.VerifySignature(signature));
        }

        byte[] Sign()
        {
            signer.Init(true, key);
            signer.BlockUpdate(message, 0, message.Length);
            return signer.GenerateSignature();
        }
    }

    static void Digest(byte[] data)
    {
        var digest = new SM3Digest();
        digest.BlockUpdate(data, 0, data.Length);
        digest.DoFinal(new byte[digest.GetDigestSize()], 0);
    }
}

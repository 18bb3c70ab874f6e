using Gateway.Contracts.V1;
using Gateway.Sealing;

namespace Gateway.Bench.Load;

/// <summary>
/// The bare SM2 and SM3 work that an order cannot do without, on one thread and with the product's own calls: a verification for each sealed document, one digest over
/// all its documents and over its receipt, the receipt's signature. Nothing for TLS, storage, or anything else.
/// </summary>
internal sealed class CryptoFloor
{
    const int DigestedBytes = 64 * 1024;

    readonly double _verifications, _signatures, _digestedBytes;

    CryptoFloor(double verifications, double signatures, double digestedBytes) => (_verifications, _signatures, _digestedBytes) = (verifications, signatures, digestedBytes);

    public static CryptoFloor Measure()
    {
        var key = SmPrivateKey.Generate();
        var message = new byte[256];
        var signature = Sm2.ReadSignature(key.Sign(message))!;
        var data = new byte[DigestedBytes];
        return new CryptoFloor(
            Rate.Of(() => Require(Sm2.Verify(key.PublicKey, message, signature))), Rate.Of(() => key.Sign(message)), Rate.Of(() => Sm3.Hash(data)) * DigestedBytes);
    }

    /// <summary>Of two measurements, what the machine can do when it is left alone.</summary>
    public CryptoFloor OrBetter(CryptoFloor other) => new(
        Math.Max(_verifications, other._verifications), Math.Max(_signatures, other._signatures), Math.Max(_digestedBytes, other._digestedBytes));

    /// <summary>Of one order with its receipt, in microseconds.</summary>
    public double MicrosecondsOf(Order order, int receiptBytes)
    {
        var sealedOnes = order.Documents.Count(d => !d.DetachedSeal.IsEmpty || d.MediaType == "application/ofd");
        var bytes = order.Documents.Sum(d => (double)d.Content.Length) + receiptBytes;
        return 1e6 * ((sealedOnes / _verifications) + (1 / _signatures) + (bytes / _digestedBytes));
    }

    static void Require(bool condition)
    {
        if (!condition) throw new InvalidOperationException("What is measured does not work.");
    }
}

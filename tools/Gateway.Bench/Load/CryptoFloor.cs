using Gateway.Contracts.V1;
using Gateway.Sealing;

namespace Gateway.Bench.Load;

/// <summary>
/// The bare SM2 and SM3 work that an order cannot do without, on one thread and with the product's own calls: a verification for each sealed document, one digest over
/// all its documents and over its receipt, the receipt's signature. Nothing for TLS, storage, or anything else.
/// </summary>
/// <param name="Verification">One takes so many microseconds.</param>
/// <param name="Signature">One takes so many microseconds.</param>
/// <param name="Digest">A MiB takes so many microseconds.</param>
internal sealed record CryptoFloor(double Verification, double Signature, double Digest)
{
    const int DigestsOfMebibyte = 16;

    /// <summary>What an order needs of it.</summary>
    internal sealed record Need(double Verifications, double Mebibytes);

    /// <param name="rate">How thoroughly.</param>
    /// <param name="bothBusy">With a second thread that does the same.</param>
    public static CryptoFloor Measure(Rate rate, bool bothBusy = false)
    {
        var key = SmPrivateKey.Generate();
        var message = new byte[256];
        var signature = Sm2.ReadSignature(key.Sign(message))!;
        var data = new byte[(1 << 20) / DigestsOfMebibyte];
        return new CryptoFloor(
            Microseconds(() => Require(Sm2.Verify(key.PublicKey, message, signature))), Microseconds(() => key.Sign(message)), DigestsOfMebibyte * Microseconds(() => Sm3.Hash(data)));

        double Microseconds(Action once) => bothBusy ? 2e6 / rate.OfTwoThreads(once) : 1e6 / rate.Of(once);
    }

    /// <summary>The middle of two: of a machine that is now faster and now slower, what was measured between them met both.</summary>
    public CryptoFloor MeanWith(CryptoFloor other) => new((Verification + other.Verification) / 2, (Signature + other.Signature) / 2, (Digest + other.Digest) / 2);

    /// <summary>What orders with their receipts need, on the average.</summary>
    public static Need NeedOf(IReadOnlyCollection<Order> orders, int receiptBytes) => new(
        orders.Average(o => o.Documents.Count(d => !d.DetachedSeal.IsEmpty || d.MediaType == "application/ofd")),
        orders.Average(o => o.Documents.Sum(d => (double)d.Content.Length) + receiptBytes) / (1 << 20));

    /// <summary>Of one order with its receipt.</summary>
    public double MicrosecondsOf(Need need) => (need.Verifications * Verification) + Signature + (need.Mebibytes * Digest);

    static void Require(bool condition)
    {
        if (!condition) throw new InvalidOperationException("What is measured does not work.");
    }
}

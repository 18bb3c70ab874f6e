using Gateway.Sealing;

namespace Gateway.Simulation.Parts;

/// <summary>The bank's seal with a signature that proves nothing: signing is slow, and shown elsewhere.</summary>
internal sealed class QuickSeal(SealIdentity identity) : ISealSigner
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2046, 1, 1, 0, 0, 0, TimeSpan.Zero);
    // SEQUENCE { INTEGER 1, INTEGER 1 }
    private static readonly byte[] Signature = [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01];

    public static QuickSeal Instance { get; } = Make();

    public SealIdentity Identity { get; } = identity;

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancel) => Task.FromResult(Signature);

    private static QuickSeal Make()
    {
        var root = SmCertificates.CreateRoot("模拟根", "模拟", From, Until);
        var bank = SmCertificates.Issue(root, "示例银行", "示例银行", From, Until);
        var seal = SealMaker.MakeSeal("SIM-1", "示例银行协助执行专用章", [bank.Certificate], SealMaker.RoundPicture("示例银行"), From, From, Until, root.Key, root.Certificate);
        return new QuickSeal(new SealIdentity(bank.Certificate, seal));
    }
}

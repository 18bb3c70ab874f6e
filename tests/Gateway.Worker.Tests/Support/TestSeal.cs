using Gateway.Sealing;

namespace Gateway.Worker.Tests.Support;

/// <summary>A bank's seal for tests, with the anchor that vouches for it. Made once.</summary>
internal static class TestSeal
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<(SealKey Key, byte[] Root)> Made = new(Make);

    public static SealKey Key => Made.Value.Key;

    public static TrustStore Trust => TrustStore.FromCertificates([Made.Value.Root]);

    private static (SealKey, byte[]) Make()
    {
        var root = SmCertificates.CreateRoot("测试根", "测试", From, Until);
        var maker = SmCertificates.Issue(root, "制章机构", "测试", From, Until);
        var bank = SmCertificates.Issue(root, "示例银行", "示例银行", From, Until);
        var seal = SealMaker.MakeSeal("BANK-1", "示例银行协助执行专用章", [bank.Certificate], SealMaker.RoundPicture("示例银行"), From, From, Until, maker.Key, maker.Certificate);
        return (new SealKey(bank.Key, bank.Certificate, seal), root.Certificate);
    }
}

namespace Gateway.Sealing.Tests;

/// <summary>Keys, certificates and a seal of this run. All names are invented.</summary>
static class TestPki
{
    public const string Organization = "测试机构（虚构）";

    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2034, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset SignedAt = new(2025, 6, 1, 8, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = SignedAt.AddMinutes(1);

    public static readonly SmCredential Root = SmCertificates.CreateRoot("测试根（虚构）", Organization, Start, End);
    public static readonly SmCredential Maker = Issue("测试制章系统（虚构）");
    public static readonly SmCredential Signer = Issue("测试用人民法院（虚构）");
    public static readonly SmCredential OtherSigner = Issue("测试用中级人民法院（虚构）");

    public static readonly byte[] Seal = MakeSeal([Signer.Certificate]);
    public static readonly SealKey Key = new(Signer.Key, Signer.Certificate, Seal);
    public static readonly SealKey OtherKey = new(OtherSigner.Key, OtherSigner.Certificate, MakeSeal([OtherSigner.Certificate]));

    public static readonly TrustStore Trust = TrustStore.FromCertificates([Root.Certificate]);

    public static SmCredential Issue(string name, SmCertificateUse use = SmCertificateUse.Signing, SmCredential? issuer = null) =>
        SmCertificates.Issue(issuer ?? Root, name, Organization, Start, End, use);

    public static byte[] MakeSeal(IReadOnlyList<byte[]> signers, SealPicture? picture = null) => SealMaker.MakeSeal(
        "TEST0001",
        "测试用人民法院电子印章（虚构）",
        signers,
        picture ?? new SealPicture("png", [1, 2, 3], 40, 40),
        Start,
        Start,
        End,
        Maker.Key,
        Maker.Certificate);

    public static SealVerifier Verifier(SealPolicy? policy = null, TrustStore? trust = null) => new(trust ?? Trust, policy ?? new SealPolicy());
}

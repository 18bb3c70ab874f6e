using Gateway.Sealing;

namespace Gateway.Ingress.Tests.Support;

/// <summary>A court's key, certificate and seal.</summary>
sealed record CourtSeal(SealKey Key, string Fingerprint);

/// <summary>An SM2 authority with the seals of two courts, made once for all tests.</summary>
static class SealPki
{
    static readonly DateTimeOffset From = Clock.Now.AddYears(-2);
    static readonly DateTimeOffset To = Clock.Now.AddYears(5);
    static readonly SmCredential Root = SmCertificates.CreateRoot("测试根", "测试", From, To);
    static readonly SmCredential Maker = SmCertificates.Issue(Root, "制章机构", "测试", From, To);
    static readonly SmCredential OtherRoot = SmCertificates.CreateRoot("他根", "他", From, To);

    public static CourtSeal First { get; } = Make(Root, Maker, "甲市人民法院", From, To);
    public static CourtSeal Second { get; } = Make(Root, Maker, "乙市人民法院", From, To);
    /// <summary>A seal that the bank has registered for no court.</summary>
    public static CourtSeal Unregistered { get; } = Make(Root, Maker, "丙市人民法院", From, To);
    /// <summary>Of an authority that the bank does not know.</summary>
    public static CourtSeal Untrusted { get; } = Make(OtherRoot, SmCertificates.Issue(OtherRoot, "他制章", "他", From, To), "丁市人民法院", From, To);
    /// <summary>The first court's as well, but its time is over.</summary>
    public static CourtSeal Expired { get; } = Make(Root, Maker, "甲市人民法院", From, Clock.Now.AddDays(-2));
    /// <summary>The first court's as well; its certificate was revoked yesterday.</summary>
    public static CourtSeal Revoked { get; } = Make(Root, Maker, "甲市人民法院", From, To);

    public static SealVerifier Verifier { get; } = new(
        TrustStore.FromCertificates(
            [Root.Certificate],
            [SmCertificates.CreateRevocationList(Root, [(Revoked.Key.Certificate, Clock.Now.AddDays(-1))], Clock.Now.AddDays(-1), Clock.Now.AddDays(30))]),
        new SealPolicy());

    static CourtSeal Make(SmCredential issuer, SmCredential maker, string name, DateTimeOffset from, DateTimeOffset to)
    {
        var signer = SmCertificates.Issue(issuer, name, name, From, To);
        var seal = SealMaker.MakeSeal("0001", name, [signer.Certificate], SealMaker.RoundPicture(name), from, from, to, maker.Key, maker.Certificate);
        return new CourtSeal(new SealKey(signer.Key, signer.Certificate, seal), Sm3.HexHash(signer.Certificate));
    }
}

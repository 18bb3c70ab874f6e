using Gateway.Sealing;

namespace Gateway.Hub.Pki;

/// <summary>Who vouches for everybody in development: an SM2 root, a seal maker below it, and an authority for TLS.</summary>
internal sealed class DevelopmentAuthority : IDisposable
{
    const string Organization = "查控网关开发环境";

    readonly SmCredential root = SmCertificates.CreateRoot("开发用SM2根证书", Organization, Validity.Development.From, Validity.Development.To);
    readonly SmCredential maker;

    /// <summary>Makes new keys for all of them.</summary>
    public DevelopmentAuthority() =>
        maker = SmCertificates.Issue(root, "开发用电子印章制章单位", Organization, Validity.Development.From, Validity.Development.To);

    /// <summary>The trust anchor of all seals, DER.</summary>
    public byte[] RootCertificate => root.Certificate;

    /// <summary>For the connections.</summary>
    public TlsAuthority Tls { get; } = new(Validity.Development);

    /// <summary>A new key, certificate and round red seal for a court or the bank.</summary>
    /// <param name="id">Identifier of the seal, ASCII.</param>
    /// <param name="holder">Whose seal it is.</param>
    /// <param name="validity">How long the seal may be used; the certificate is valid throughout.</param>
    public SealKey IssueSeal(string id, string holder, Validity? validity = null)
    {
        var (from, to) = validity ?? Validity.Development;
        var signer = SmCertificates.Issue(root, holder, holder, Validity.Development.From, Validity.Development.To);
        var seal = SealMaker.MakeSeal(id, holder, [signer.Certificate], SealMaker.RoundPicture(holder), from, from, to, maker.Key, maker.Certificate);
        return new SealKey(signer.Key, signer.Certificate, seal);
    }

    /// <summary>Writes the keys of root and seal maker.</summary>
    public void Save(string folder)
    {
        root.Save(folder, "root");
        maker.Save(folder, "maker");
    }

    /// <inheritdoc/>
    public void Dispose() => Tls.Dispose();
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Ingress.Identity;

/// <summary>The client's certificate as a front that ended its TLS forwards it.</summary>
static class ForwardedCertificate
{
    /// <summary>Name of the header.</summary>
    public const string Header = "x-client-certificate";

    const string PemStart = "-----BEGIN";

    /// <summary>Reads URL-escaped PEM or base64 of DER; null if it is neither.</summary>
    public static X509Certificate2? Read(string header)
    {
        try
        {
            var text = Uri.UnescapeDataString(header);
            return text.StartsWith(PemStart, StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(text)
                : X509CertificateLoader.LoadCertificate(Convert.FromBase64String(header));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

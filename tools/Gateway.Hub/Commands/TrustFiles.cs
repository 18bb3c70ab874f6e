using System.Security.Cryptography;
using Gateway.Sealing;

namespace Gateway.Hub.Commands;

/// <summary>Reads certificates and revocation lists named on the command line.</summary>
internal static class TrustFiles
{
    /// <summary>A trust store of these files, DER or PEM; revocation lists are told by the ending .crl.</summary>
    public static TrustStore Read(IEnumerable<FileInfo> files)
    {
        var all = files.Select(f => (IsList: f.Extension.Equals(".crl", StringComparison.OrdinalIgnoreCase), Der: ReadDer(f.FullName))).ToList();
        return TrustStore.FromCertificates(all.Where(f => !f.IsList).Select(f => f.Der), all.Where(f => f.IsList).Select(f => f.Der));
    }

    static byte[] ReadDer(string file)
    {
        var content = File.ReadAllBytes(file);
        if (!content.AsSpan().StartsWith("-----"u8)) return content;
        var text = System.Text.Encoding.ASCII.GetString(content);
        var found = PemEncoding.Find(text);
        return Convert.FromBase64String(text[found.Base64Data]);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Gateway.Sealing;

/// <summary>Files that hold one DER value or any number of PEM blocks.</summary>
static class PemFile
{
    public const string CertificateLabel = "CERTIFICATE";
    public const string RevocationListLabel = "X509 CRL";

    const byte DerSequence = 0x30;

    /// <summary>The DER values of a file.</summary>
    /// <exception cref="InvalidDataException">Neither DER nor a PEM block of this label.</exception>
    public static IReadOnlyList<byte[]> Read(string path, string label)
    {
        var content = File.ReadAllBytes(path);
        if (content.Length > 0 && content[0] == DerSequence)
            return [content];
        var found = new List<byte[]>();
        var text = Encoding.UTF8.GetString(content).AsSpan();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label].SequenceEqual(label))
                found.Add(Convert.FromBase64String(text[fields.Base64Data].ToString()));
            text = text[fields.Location.End..];
        }
        return found.Count > 0 ? found : throw new InvalidDataException($"{path}: neither DER nor PEM {label}");
    }
}

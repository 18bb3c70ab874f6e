using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;

namespace Gateway.Sealing;

/// <summary>Private keys in PKCS#12 files.</summary>
static class SmPkcs12
{
    /// <summary>The one SM2 key of a file.</summary>
    /// <exception cref="InvalidDataException">The password is wrong, the file is malformed, or it has no key or several. Says nothing of password or key.</exception>
    public static SmPrivateKey ReadKey(byte[] file, string password)
    {
        var store = new Pkcs12StoreBuilder().Build();
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            store.Load(stream, password.ToCharArray());
            var keys = store.Aliases.Cast<string>().Where(store.IsKeyEntry).Select(alias => store.GetKey(alias).Key).OfType<ECPrivateKeyParameters>().ToList();
            return keys.Count == 1 ? SmPrivateKey.FromScalar(keys[0]) : throw new InvalidDataException($"One private key is expected in the PKCS#12 file, there are {keys.Count}.");
        }
        // Whatever else the library makes of a damaged file; its words might quote the content, so they are not passed on.
        catch (Exception cause) when (cause is IOException or ArgumentException or InvalidOperationException or InvalidCastException or Org.BouncyCastle.Crypto.CryptoException
            or Org.BouncyCastle.Security.GeneralSecurityException)
        {
            throw new InvalidDataException("The PKCS#12 file is malformed, or the password is not its.");
        }
    }
}

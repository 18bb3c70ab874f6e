using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Gateway.Store.Privacy;

/// <summary>One data key: authenticated encryption by AES-256-GCM or SM4-GCM, with a random nonce of 96 bits for each value and a tag of 128.</summary>
internal sealed class DataKey
{
    public const string Aes = "aes-256-gcm";
    public const string Sm4 = "sm4-gcm";

    const int NonceLength = 12;
    const int TagLength = 16;

    readonly byte[] _secret;
    readonly bool _sm4;

    /// <exception cref="StoreKeyException">No such algorithm, or not its length of key.</exception>
    public DataKey(string id, string algorithm, byte[] secret)
    {
        var length = LengthOf(algorithm) ?? throw new StoreKeyException($"key {id}: must be of {Aes} or {Sm4}");
        if (secret.Length != length) throw new StoreKeyException($"key {id}: {algorithm} needs {length} bytes, not {secret.Length}");
        (Id, _secret, _sm4) = (id, secret, algorithm == Sm4);
    }

    /// <summary>Stands before each value that this key sealed.</summary>
    public string Id { get; }

    /// <summary>A key's length in bytes; null: no such algorithm.</summary>
    public static int? LengthOf(string algorithm) => algorithm switch { Aes => 32, Sm4 => 16, _ => null };

    /// <summary>How many bytes a sealed value has more than the plain one.</summary>
    public static int Overhead => NonceLength + TagLength;

    /// <summary>Nonce, ciphertext and tag.</summary>
    /// <param name="place">What the value belongs to: it opens for no other.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var whole = new byte[NonceLength + plain.Length + TagLength];
        nonce.CopyTo(whole, 0);
        if (_sm4)
        {
            var cipher = Begin(encrypt: true, nonce, place);
            var done = cipher.ProcessBytes(plain.ToArray(), 0, plain.Length, whole, NonceLength);
            cipher.DoFinal(whole, NonceLength + done);
        }
        else
        {
            using var aes = new AesGcm(_secret, TagLength);
            aes.Encrypt(nonce, plain, whole.AsSpan(NonceLength, plain.Length), whole.AsSpan(NonceLength + plain.Length), place);
        }

        return whole;
    }

    /// <summary>The plain value, or null where it is not what this key sealed for this place.</summary>
    public byte[]? Open(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> place)
    {
        if (whole.Length < Overhead) return null;
        var nonce = whole[..NonceLength];
        var plain = new byte[whole.Length - Overhead];
        try
        {
            if (_sm4)
            {
                var cipher = Begin(encrypt: false, nonce.ToArray(), place);
                var done = cipher.ProcessBytes(whole[NonceLength..].ToArray(), 0, whole.Length - NonceLength, plain, 0);
                cipher.DoFinal(plain, done);
            }
            else
            {
                using var aes = new AesGcm(_secret, TagLength);
                aes.Decrypt(nonce, whole[NonceLength..^TagLength], whole[^TagLength..], plain, place);
            }

            return plain;
        }
        catch (Exception forged) when (forged is AuthenticationTagMismatchException or InvalidCipherTextException)
        {
            // What becomes of it is the caller's to say: it knows the place.
            return null;
        }
    }

    GcmBlockCipher Begin(bool encrypt, byte[] nonce, ReadOnlySpan<byte> place)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(_secret), TagLength * 8, nonce, place.ToArray()));
        return cipher;
    }
}

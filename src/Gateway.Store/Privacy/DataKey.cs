using System.Collections.Concurrent;
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
    /// <summary>Setting a key up costs more than sealing a value, and one of these is for one thread at a time.</summary>
    readonly ConcurrentBag<AesGcm> _ready = [];
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
    /// <param name="mark">Stands before them.</param>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place, ReadOnlySpan<byte> mark = default)
    {
        var whole = new byte[mark.Length + NonceLength + plain.Length + TagLength];
        mark.CopyTo(whole);
        var at = mark.Length + NonceLength;
        var nonce = whole.AsSpan(mark.Length, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        if (_sm4)
        {
            var cipher = Begin(encrypt: true, nonce.ToArray(), place);
            var done = cipher.ProcessBytes(plain.ToArray(), 0, plain.Length, whole, at);
            cipher.DoFinal(whole, at + done);
        }
        else
        {
            var aes = TakeAes();
            aes.Encrypt(nonce, plain, whole.AsSpan(at, plain.Length), whole.AsSpan(at + plain.Length), place);
            _ready.Add(aes);
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
                var aes = TakeAes();
                aes.Decrypt(nonce, whole[NonceLength..^TagLength], whole[^TagLength..], plain, place);
                _ready.Add(aes);
            }

            return plain;
        }
        catch (Exception forged) when (forged is AuthenticationTagMismatchException or InvalidCipherTextException)
        {
            // What becomes of it is the caller's to say: it knows the place.
            return null;
        }
    }

    AesGcm TakeAes() => _ready.TryTake(out var aes) ? aes : new AesGcm(_secret, TagLength);

    GcmBlockCipher Begin(bool encrypt, byte[] nonce, ReadOnlySpan<byte> place)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(encrypt, new AeadParameters(new KeyParameter(_secret), TagLength * 8, nonce, place.ToArray()));
        return cipher;
    }
}

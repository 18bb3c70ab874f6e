using Org.BouncyCastle.Math.EC;

namespace Gateway.Sealing;

/// <summary>An SM2 public key.</summary>
/// <param name="Point">The point, checked to lie on the curve.</param>
/// <param name="Encoded">The uncompressed point, 65 octets.</param>
/// <param name="IdentityDigest">Z of GB/T 32918.2 for the user ID of all seals.</param>
sealed record Sm2PublicKey(ECPoint Point, byte[] Encoded, byte[] IdentityDigest);

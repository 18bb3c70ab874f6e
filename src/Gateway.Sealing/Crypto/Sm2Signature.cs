using Org.BouncyCastle.Math;

namespace Gateway.Sealing;

/// <summary>An SM2 signature value, r and s from 1 to n − 1.</summary>
sealed record Sm2Signature(BigInteger R, BigInteger S);

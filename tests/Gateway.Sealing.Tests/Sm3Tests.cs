using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Gateway.Sealing.Tests;

public sealed class Sm3Tests
{
    /// <summary>The examples of GB/T 32905, annex A.</summary>
    [TestCase("abc", ExpectedResult = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [TestCase(
        "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
        ExpectedResult = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    [TestCase("", ExpectedResult = "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    public string The_standard_s_examples_come_out(string text) => Sm3.HexHash(Encoding.ASCII.GetBytes(text));

    [Test]
    public void Both_engines_agree_with_Bouncy_Castle_for_every_way_to_cut_the_data([Values] bool useLibCrypto)
    {
        if (useLibCrypto && !LibCrypto.IsAvailable)
            Assert.Ignore("libcrypto is not installed here");
        var random = new Random(1);
        using var digest = new IncrementalSm3(useLibCrypto);
        for (var length = 0; length < 300; length++)
        {
            var data = new byte[length * 7];
            random.NextBytes(data);
            var cut = random.Next(data.Length + 1);
            digest.Append(data.AsSpan(0, cut));
            digest.Append(data.AsSpan(cut));

            var reference = new SM3Digest();
            var expected = new byte[IncrementalSm3.HashSizeBytes];
            reference.BlockUpdate(data, 0, data.Length);
            reference.DoFinal(expected, 0);

            Assert.That(digest.GetHashAndReset(), Is.EqualTo(expected));
            Assert.That(Sm3.Hash(data), Is.EqualTo(expected));
        }
    }
}

using System.Globalization;

namespace Gateway.Sealing.Tests;

/// <summary>
/// Damaged inputs: every one gets a verdict, none an exception, and none makes the verifier allocate out of proportion. The seed is fixed;
/// GATEWAY_FUZZ_INPUTS sets how many inputs there are, GATEWAY_FUZZ_SEED which.
/// </summary>
public sealed class FuzzTests
{
    const int UsualInputs = 20_000;

    /// <summary>An archive may unzip to a hundred times its size, and what is unzipped is held once as octets and once as a tree.</summary>
    const long AllocatedBytesPerInputByte = 1000;
    const long AllocatedBytesAtLeast = 4 * 1024 * 1024;

    static readonly int Inputs = Setting("GATEWAY_FUZZ_INPUTS", UsualInputs);
    static readonly int Seed = Setting("GATEWAY_FUZZ_SEED", 20250301);

    static readonly SealPolicy[] Policies =
    [
        new(),
        new()
        {
            AcceptVersion1 = true,
            AcceptVersion5 = true,
            AcceptMakerSignatureOverTriple = true,
            AcceptRawSignatureValues = true,
            AcceptDocumentAsContent = true,
            RefuseUnreadableTimestamps = true,
            RefuseUnreferencedUncoveredFiles = false,
            RefuseUnknownCriticalExtensions = false,
            RequireMakerValidAtSigningTime = true,
        },
    ];

    [TestCase("ses")]
    [TestCase("gbt35275")]
    [TestCase("ofd")]
    public void Damaged_input_gets_a_verdict(string kind)
    {
        var originals = Vectors.Of(kind).Select(vector => vector.Octets).Where(octets => octets.Length > 0).ToArray();
        var document = Vectors.Read("doc.txt");
        var verifiers = Policies.Select(policy => new SealVerifier(Vectors.Trust, policy)).ToArray();
        var mutator = new Mutator(new Random(Seed), originals, isArchive: kind == "ofd");
        var accepted = 0;
        for (var i = 0; i < Inputs / 3; i++)
        {
            var input = mutator.Next();
            var verifier = verifiers[i % verifiers.Length];
            var before = GC.GetAllocatedBytesForCurrentThread();
            var verdict = Verify(verifier, kind, input, document, i);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.That(SealReasons.Code(verdict.Reason), Is.Not.Empty);
            Assert.That(allocated, Is.LessThan(AllocatedBytesAtLeast + AllocatedBytesPerInputByte * input.Length), $"input {i} of seed {Seed}");
            accepted += verdict.IsValid ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{Inputs / 3} inputs, {accepted} still valid");
    }

    [Test]
    public void A_change_of_any_bit_of_a_signature_is_noticed()
    {
        var vector = Vectors.Named("p01-good");
        var verifier = new SealVerifier(Vectors.Trust, new SealPolicy());
        var octets = vector.Octets;
        var random = new Random(Seed);
        for (var position = 0; position < octets.Length; position += 1 + random.Next(4))
        {
            byte[] changed = [.. octets];
            changed[position] ^= (byte)(1 << random.Next(8));

            var verdict = verifier.VerifyDetached(changed, vector.Document, Vectors.Now);

            Assert.That(verdict.IsValid, Is.False, $"octet {position}");
        }
    }

    [Test]
    public void Garbage_gets_a_verdict()
    {
        var random = new Random(Seed);
        var verifier = new SealVerifier(Vectors.Trust, Policies[1]);
        for (var i = 0; i < 2000; i++)
        {
            var garbage = new byte[random.Next(400)];
            random.NextBytes(garbage);

            Assert.That(verifier.VerifyDetached(garbage, garbage, Vectors.Now).IsValid, Is.False);
            Assert.That(verifier.VerifyOfd(garbage, Vectors.Now).IsValid, Is.False);
        }
    }

    static SealVerdict Verify(SealVerifier verifier, string kind, byte[] input, byte[] document, int number)
    {
        if (kind != "ofd")
            return verifier.VerifyDetached(input, document, Vectors.Now, number % 5 == 0 ? "doc.txt" : null);
        Refusable(() => OfdText.Extract(input));
        Refusable(() => OfdAttachments.Read(input));
        return verifier.VerifyOfd(input, Vectors.Now);
    }

    static void Refusable(Func<object> read)
    {
        try
        {
            read();
        }
        catch (OfdException refusal)
        {
            Assert.That(SealReasons.Code(refusal.Reason), Is.Not.Empty);
        }
    }

    static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : usual;
}

using System.Diagnostics;
using System.Globalization;

namespace Gateway.Sealing.Tests;

/// <summary>
/// Damaged inputs: every one gets a verdict, none an exception, and none costs more than its bounds. The seed is fixed; GATEWAY_FUZZ_SEED sets another,
/// GATEWAY_FUZZ_INPUTS how many inputs there are, GATEWAY_FUZZ_MINUTES how long it goes on instead.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class FuzzTests
{
    const int UsualInputs = 200_000;

    static readonly int Inputs = Setting("GATEWAY_FUZZ_INPUTS", UsualInputs);
    static readonly int Minutes = Setting("GATEWAY_FUZZ_MINUTES", 0);
    static readonly int Seed = Setting("GATEWAY_FUZZ_SEED", 20250301);

    // An archive costs several times what a signature costs, and its mutations have to get past the zip first.
    [TestCase("ses", 35)]
    [TestCase("gbt35275", 35)]
    [TestCase("ofd", 30)]
    public async Task Damaged_input_gets_a_verdict(string kind, int percent)
    {
        var run = new FuzzRun(kind, Seed);
        var wanted = (int)(Inputs * (long)percent / 100);
        var begun = Stopwatch.GetTimestamp();

        await run.RunAsync(done => Minutes > 0 ? Stopwatch.GetElapsedTime(begun).TotalMinutes < Minutes : done < wanted);

        await TestContext.Out.WriteLineAsync($"{run.Inputs} inputs of seed {Seed}");
        Assert.That(run.Faults, Is.Empty);
        Assert.That(run.Inputs, Is.GreaterThanOrEqualTo(Minutes > 0 ? 1 : wanted));
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
        var verifier = new SealVerifier(Vectors.Trust, new SealPolicy { AcceptVersion1 = true, AcceptVersion5 = true, AcceptRawSignatureValues = true });
        for (var i = 0; i < 2000; i++)
        {
            var garbage = new byte[random.Next(400)];
            random.NextBytes(garbage);

            Assert.That(verifier.VerifyDetached(garbage, garbage, Vectors.Now).IsValid, Is.False);
            Assert.That(verifier.VerifyOfd(garbage, Vectors.Now).IsValid, Is.False);
        }
    }

    static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : usual;
}

using System.Diagnostics;
using System.Globalization;

namespace Gateway.Sealing.Tests;

/// <summary>
/// Gives damaged inputs to verifiers, one after the other on one thread, and holds each against its bounds: a verdict and no exception, at most
/// 64 MiB hashed and 128 MiB allocated. Where GATEWAY_FUZZ_REPORT names a folder, inputs that fail are kept there.
/// </summary>
sealed class FuzzRun(string kind, int seed)
{
    const long MaximumHashedBytes = 64L * 1024 * 1024;
    const long MaximumAllocatedBytes = 128L * 1024 * 1024;

    /// <summary>Far above what any input takes: only a hang is as long.</summary>
    static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    static readonly string? Report = Environment.GetEnvironmentVariable("GATEWAY_FUZZ_REPORT");

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

    readonly byte[] document = Vectors.Read("doc.txt");
    readonly SealVerifier[] verifiers = [.. Policies.Select(policy => new SealVerifier(Vectors.Trust, policy))];
    readonly Mutator mutator = new(
        new Random(seed), [.. Vectors.Of(kind).Select(vector => vector.Octets).Where(octets => octets.Length > 0)], isArchive: kind == "ofd");

    byte[] current = [];
    long begun;

    /// <summary>Inputs so far.</summary>
    public int Inputs { get; private set; }

    /// <summary>What was wrong with each input that failed.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Goes on while it is told to; ends early, with a fault, if an input hangs.</summary>
    public async Task RunAsync(Func<int, bool> goesOn)
    {
        begun = Stopwatch.GetTimestamp();
        using var watchdog = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var loop = Task.Factory.StartNew(() => Loop(goesOn), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (!loop.IsCompleted && !HasHung())
            await Task.WhenAny(loop, watchdog.WaitForNextTickAsync().AsTask());
        if (loop.IsCompleted)
            await loop;
        else
            Fail("hangs");
        if (Report is not null)
            await File.WriteAllTextAsync(Path.Combine(Report, kind + ".txt"), string.Create(CultureInfo.InvariantCulture, $"{Inputs} {Faults.Count}\n"));
    }

    bool HasHung() => Stopwatch.GetElapsedTime(Interlocked.Read(ref begun)) > Hang;

    void Loop(Func<int, bool> goesOn)
    {
        for (; goesOn(Inputs); Inputs++)
        {
            current = mutator.Next();
            Interlocked.Exchange(ref begun, Stopwatch.GetTimestamp());
            var (hashed, allocated) = (HashMeter.BytesOnThisThread, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                Judge(Inputs);
            }
            catch (Exception fault) // the whole point: whatever it is, it is a finding
            {
                Fail(fault.ToString());
            }
            (hashed, allocated) = (HashMeter.BytesOnThisThread - hashed, GC.GetAllocatedBytesForCurrentThread() - allocated);
            if (hashed > MaximumHashedBytes)
                Fail($"hashed {hashed} bytes");
            if (allocated > MaximumAllocatedBytes)
                Fail($"allocated {allocated} bytes");
        }
    }

    void Judge(int number)
    {
        var verifier = verifiers[number % verifiers.Length];
        SealVerdict verdict;
        if (kind == "ofd")
        {
            Refusable(() => OfdText.Extract(current));
            Refusable(() => OfdAttachments.Read(current));
            verdict = verifier.VerifyOfd(current, Vectors.Now);
        }
        else
        {
            verdict = verifier.VerifyDetached(current, document, Vectors.Now, number % 5 == 0 ? "doc.txt" : null);
        }
        // Throws for a reason that has no code.
        SealReasons.Code(verdict.Reason);
    }

    static void Refusable(Func<object> read)
    {
        try
        {
            read();
        }
        catch (OfdException refusal)
        {
            SealReasons.Code(refusal.Reason);
        }
    }

    void Fail(string what)
    {
        Faults.Add($"{kind} input {Inputs} of seed {seed}: {what}");
        if (Report is not null)
            File.WriteAllBytes(Path.Combine(Report, $"{kind}-{seed}-{Inputs}.bin"), current);
    }
}

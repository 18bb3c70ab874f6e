using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Register.Accounts;
using Gateway.Register.Orders;
using Gateway.Store.Tests.Compliance;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>A second process writes and is killed in the middle; whatever it had been told is there afterwards (I1).</summary>
[TestFixture]
public sealed class CrashTests
{
    [Test]
    public async Task A_killed_process_loses_nothing_that_was_acknowledged()
    {
        await using var fixture = new SqliteFixture();
        var told = new List<string>();
        for (var run = 0; run < 3; run++) told.AddRange(await RunAndKillAsync(fixture.Options.Directory, run, afterLines: 150));

        await using var store = await fixture.OpenAsync(TimeProvider.System);
        var cancel = TestContext.CurrentContext.CancellationToken;
        foreach (var words in told.Select(t => t.Split(' ')))
        {
            var key = new OrderKey(CrashWriter.Channel, words[1], 1);
            var file = await store.ReadOrderAsync(key, cancel);
            Assert.That(file, Is.Not.Null, $"{words[1]} was acknowledged");
            Assert.That(await store.ReadDocumentAsync(file!.Order.Documents[0].Sm3, cancel), Is.Not.Null);
            if (words[0] != "final") continue;
            Assert.That(file.Answers, Has.Count.EqualTo(1));
            Assert.That((await store.ReadBookAsync(new RegisterKey(words[2], ""), cancel)).Freezes, Has.Some.Property("Order").EqualTo(key));
            Assert.That((await store.FindReceiptAsync(CrashWriter.Channel, words[1], 1, cancel))!.Sequence.ToString(null, null), Is.EqualTo(words[3]));
        }

        Assert.That(told.Select(t => t[..5]).Distinct(), Is.EquivalentTo(new[] { "order", "final" }));
        var sequences = (await store.ReadReceiptsAsync(CrashWriter.Channel, 1, int.MaxValue, true, cancel)).Select(r => r.Sequence).ToList();
        Assert.That(sequences, Is.EqualTo(Enumerable.Range(1, sequences.Count)));
        Assert.That(await store.VerifyAuditAsync(cancel), Is.Null);
    }

    static async Task<IReadOnlyList<string>> RunAndKillAsync(string directory, int run, int afterLines)
    {
        using var process = Start(directory, run);
        var lines = new List<string>();
        while (lines.Count < afterLines)
            lines.Add(await process.StandardOutput.ReadLineAsync() ?? throw new AssertionException($"The writer ended: {await process.StandardError.ReadToEndAsync()}"));
        process.Kill();
        // What it had written to the pipe before it died it had been told as well; a last line without its end was cut and does not count.
        var rest = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        lines.AddRange(rest.Split('\n')[..^1]);
        return lines;
    }

    static Process Start(string directory, int run)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(CrashTests).Assembly.Location, OperatingSystem.IsWindows() ? "exe" : null))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { directory, $"{run}" },
            Environment = { ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")) },
        };
        return Process.Start(start)!;
    }
}

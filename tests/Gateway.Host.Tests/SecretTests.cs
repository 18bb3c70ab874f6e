using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Gateway.Host.Tests;

/// <summary>The private key of the bank's seal stands in no log, no page and no refusal.</summary>
[TestFixture, NonParallelizable]
public sealed class SecretTests
{
    private const int GuardMilliseconds = 120_000;
    private const string FolderRefused = "\"EventId\":8002";

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task A_running_gateway_shows_it_nowhere_even_when_the_key_is_spoilt(CancellationToken guard)
    {
        using var bank = new Installation();
        var (file, secret) = KeyOf(bank);
        bank.Settings["Logging"] = JsonNode.Parse("""{ "LogLevel": { "Default": "Trace", "Microsoft": "Trace" } }""");
        bank.Settings["Sealing"] = JsonNode.Parse("""{ "ReloadSeconds": 1 }""");
        bank.Write();
        using var log = new Listener();
        using var output = new Listener();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var standardError = Console.Error;
        Console.SetError(log);
        try
        {
            var running = GatewayProcess.RunAsync(["--config", bank.ConfigFile], output, TextWriter.Null, stop.Token);
            var ops = (await output.ReadUntilAsync("ops ", guard))[4..];
            await output.ReadUntilAsync("gateway ready", guard);
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, guard)).Replace(secret, secret[..^8], StringComparison.Ordinal), guard);
            var refused = await log.ReadUntilAsync(FolderRefused, guard);

            using var client = new HttpClient { BaseAddress = new Uri(ops) };
            foreach (var page in new[] { "/health/live", "/health/ready", "/metrics", "/dev/idle", "/" })
                Assert.That(await (await client.GetAsync(new Uri(page, UriKind.Relative), guard)).Content.ReadAsStringAsync(guard), Does.Not.Contain(secret[..16]), page);
            await stop.CancelAsync();
            Assert.That(await running, Is.Zero);
            Assert.That(refused, Does.Contain("private key"), "it is told what is wrong");
            Assert.That(log.All, Does.Not.Contain(secret[..16]).And.Not.Contain(Convert.ToHexStringLower(Convert.FromBase64String(secret))[..32]));
        }
        finally
        {
            Console.SetError(standardError);
        }
    }

    [Test]
    public async Task A_gateway_that_cannot_start_by_its_key_does_not_quote_it()
    {
        using var bank = new Installation();
        var (file, secret) = KeyOf(bank);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(secret, secret[..^8], StringComparison.Ordinal));

        var (exit, _, errors) = await bank.RunAsync(CancellationToken.None);

        Assert.That((exit, errors.Length), Is.EqualTo((GatewayProcess.Misconfigured, 1)));
        Assert.That(errors[0], Does.StartWith("Sealing:BankSealFolder = ").And.Not.Contain(secret[..16]));
    }

    /// <summary>The key's file, and a line of its PEM.</summary>
    private static (string File, string Secret) KeyOf(Installation bank)
    {
        var file = Path.Combine(bank.Folder, "bank-seal", "signer.key");
        return (file, File.ReadAllLines(file)[1]);
    }

    /// <summary>Keeps what is written, and hands it over line by line.</summary>
    private sealed class Listener : StringWriter
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
        private readonly System.Text.StringBuilder _open = new();
        private readonly Lock _lock = new();

        public string All
        {
            get { lock (_lock) return base.ToString(); }
        }

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            lock (_lock)
            {
                base.Write(value);
                _open.Append(value);
                for (int end; (end = _open.ToString().IndexOf('\n', StringComparison.Ordinal)) >= 0; _open.Remove(0, end + 1)) _lines.Writer.TryWrite(_open.ToString(0, end));
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            Write(value + "\n");
            return Task.CompletedTask;
        }

        /// <summary>The next line that holds a text.</summary>
        public async Task<string> ReadUntilAsync(string text, CancellationToken cancel)
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(cancel);
                if (line.Contains(text, StringComparison.Ordinal)) return line;
            }
        }
    }
}

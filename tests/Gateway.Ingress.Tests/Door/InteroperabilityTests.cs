using System.Diagnostics;
using Gateway.Contracts.V1;
using Gateway.Ingress.Tests.Support;
using Google.Protobuf;

namespace Gateway.Ingress.Tests.Door;

/// <summary>A client that shares no code with the server: Debian's python3-grpcio.</summary>
[CancelAfter(300_000)]
public sealed class InteroperabilityTests
{
    // The distribution's own interpreter, for which its packages are: another one may come first on the path.
    const string Python = "/usr/bin/python3";
    const string Packages = "python3-grpcio python3-protobuf protobuf-compiler";

    static readonly string[] Checks =
    [
        "unary", "repeat", "error_with_details", "conflict", "many_details", "receipt", "not_found", "deadline", "watch", "acknowledge", "both_ways",
        "cancelled_stream", "over_size", "nearly_over_size", "compressed", "side_by_side", "unknown_method", "no_certificate", "strange_certificate",
    ];

    [Test]
    public async Task A_client_of_another_language_gets_messages_streams_details_and_deadlines(CancellationToken cancel)
    {
        await RequirePackages(cancel);
        await using var door = await DoorUnderTest.StartAsync();
        await PrepareAsync(door.Folder, cancel);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var bank = AnswerAsync(door, ["I1", "N0"], ending.Token);

        var (code, output) = await RunAsync(Python, [Path.Combine(Here, "interop", "client.py"), $"localhost:{door.Address.Port}", door.Folder], cancel);

        await ending.CancelAsync();
        await bank;
        Assert.That(output.Split('\n').Where(line => line.StartsWith("ok ", StringComparison.Ordinal)).Select(line => line[3..]), Is.EqualTo(Checks), output);
        Assert.That(code, Is.Zero, output);
    }

    static string Here => TestContext.CurrentContext.TestDirectory;

    // Messages for Python, from the contract itself, and orders whose papers Python could not seal.
    static async Task PrepareAsync(string folder, CancellationToken cancel)
    {
        var stubs = Directory.CreateDirectory(Path.Combine(folder, "stubs")).FullName;
        var proto = Path.Combine(Here, "proto");
        string[] files = ["gateway/v1/gateway.proto", "gateway/v1/order.proto", "gateway/v1/receipt.proto", "google/rpc/status.proto", "google/rpc/error_details.proto"];
        var (code, output) = await RunAsync("protoc", ["-I", proto, "--python_out", stubs, .. files], cancel);
        Assert.That(code, Is.Zero, output);

        Write("order", Papers.Freeze("I1"));
        Write("waiting", Papers.Freeze("I9", account: "6222109"));
        for (var i = 0; i < 6; i++) Write($"many-{i}", Papers.Freeze($"N{i}", account: $"622220{i}"));

        void Write(string name, Order order) => File.WriteAllBytes(Path.Combine(folder, name + ".bin"), new SubmitRequest { Order = order }.ToByteArray());
    }

    // Plays the worker for the orders named, as soon as each is there.
    static async Task AnswerAsync(DoorUnderTest door, IEnumerable<string> orders, CancellationToken cancel)
    {
        foreach (var order in orders)
        {
            var answered = false;
            while (!answered && !cancel.IsCancellationRequested)
            {
                var next = door.Work.Next;
                answered = await door.Store.FindOrderAsync("zdz", order, CancellationToken.None) is not null;
                if (answered) await door.AnswerAsync(order);
                else await next.WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    static async Task RequirePackages(CancellationToken cancel)
    {
        if (File.Exists(Python) && File.Exists("/usr/bin/protoc") && (await RunAsync(Python, ["-c", "import grpc, google.protobuf"], cancel)).Code == 0) return;
        const string missing = $"needs {Packages}: apt-get install {Packages}";
        // Where the whole suite is run for good, nothing is left out.
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Ignore(missing);
    }

    static async Task<(int Code, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}

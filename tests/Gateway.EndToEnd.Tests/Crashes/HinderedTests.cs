using System.Diagnostics;
using System.Globalization;
using Gateway.EndToEnd.Tests.Support;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>A process that the machine keeps from its work: it gets no more file handles, or no turn at the database.</summary>
[Parallelizable]
internal sealed class HinderedTests
{
    const string Account = "6222301";
    const int Plenty = 1024;

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    Desk desk = null!;

    // Each order begins a segment, and so needs a handle; what cannot be written fails after a second.
    [OneTimeSetUp]
    public async Task Open()
    {
        desk = await Desk.OpenAsync([Desk.F10], new("Storage:SegmentBytes", "4096"), new("Storage:BusyTimeoutSeconds", "1"));
        await desk.PutAccountAsync(Account, "10000.00");
    }

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    [Test, Order(1)]
    public async Task While_another_process_keeps_the_database_courts_are_turned_away_and_all_goes_on_when_it_lets_go()
    {
        // The core stands still until the database is locked, so that a line is in hand then.
        await ChildProcess.SignalAsync(desk.Service.CoreProcess, "STOP");
        var first = desk.Write(Desk.Freeze("L0", Account, "1000.00"));
        await desk.Hub.SubmitAsync(first, CancellationToken.None);
        var second = desk.Write(Desk.Freeze("L1", Account, "2000.00"));
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(desk.Service.Pki.Folder, "data", "gateway.db")};Pooling=False"))
        {
            await other.OpenAsync(CancellationToken.None);
            await using var lasting = other.BeginTransaction(deferred: false);
            await ChildProcess.SignalAsync(desk.Service.CoreProcess, "CONT");
            var refused = Assert.ThrowsAsync<RpcException>(() => desk.Hub.SubmitAsync(second, CancellationToken.None));
            Assert.That(refused!.StatusCode, Is.EqualTo(StatusCode.Unavailable));
            // Nor can be written what is decided about the line.
            await UntilAsync(async () => (await LogAsync()).Contains("\"EventId\":2012,", StringComparison.Ordinal));
        }

        Assert.That((await desk.AnswerAsync(second)).Controls.Single().Actual, Is.EqualTo("2000.00"));
        Assert.That((await desk.AnswerAsync(first)).Controls.Single().Actual, Is.EqualTo("1000.00"));
        Assert.That((await desk.Service.Core.JournalAsync(0, CancellationToken.None)).Count(e => e.Account == Account && e.Kind == "HOLD_PUT"), Is.EqualTo(2), "each once");
        Assert.That(await LogAsync(), Does.Contain("\"EventId\":3002,").And.Contain("\"EventId\":1004,"));
    }

    [Test, Order(2)]
    public async Task Without_file_handles_orders_are_turned_away_and_with_them_all_goes_on()
    {
        var node = desk.Service.Nodes[0];
        await desk.AnswerAsync(desk.Write(Desk.Freeze("H0", Account, "1000.00")));
        var (order, refused) = (new Order(), default(RpcException));
        // A handle that the process gives back meanwhile lets one order more in.
        for (var i = 1; refused is null; i++)
        {
            await LimitAsync(node.Process!.Id, Directory.GetFiles($"/proc/{node.Process.Id}/fd").Length - 1);
            order = desk.Write(Desk.Freeze($"H{i}", Account, "100.00"));
            try
            {
                await desk.Hub.SubmitAsync(order, CancellationToken.None);
            }
            catch (RpcException fault)
            {
                refused = fault;
            }
        }

        Assert.That(refused.StatusCode, Is.EqualTo(StatusCode.Unavailable));
        Assert.That(node.Process!.HasExited, Is.False);
        await LimitAsync(node.Process.Id, Plenty);
        var answered = (await desk.AnswerAsync(order)).Controls.Single();
        Assert.That((answered.Controlled, answered.Actual), Is.EqualTo((true, "100.00")));
        Assert.That((await desk.Service.Ops.PositionAsync(Account, null, CancellationToken.None)).Freezes.Select(f => f.OrderNo).Where(o => o is "L0" or "L1" or "H0" || o == order.OrderNo), Is.EqualTo(new[] { "L0", "L1", "H0", order.OrderNo }));
    }

    static async Task LimitAsync(int process, int handles)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", process.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"--nofile={handles}:")]);
        await prlimit.WaitForExitAsync(CancellationToken.None);
        Assert.That(prlimit.ExitCode, Is.Zero);
    }

    static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(Look);
        while (!await reached()) await timer.WaitForNextTickAsync(limit.Token);
    }

    Task<string> LogAsync() => File.ReadAllTextAsync(Path.Combine(desk.Service.Pki.Folder, $"{desk.Service.Nodes[0].Name}.log"));
}

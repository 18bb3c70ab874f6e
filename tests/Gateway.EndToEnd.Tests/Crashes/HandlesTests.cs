using System.Diagnostics;
using System.Globalization;
using Gateway.EndToEnd.Tests.Support;
using Grpc.Core;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>A process that gets no more file handles.</summary>
[Parallelizable]
internal sealed class HandlesTests
{
    const string Account = "6222301";
    const int Plenty = 1024;

    [Test]
    public async Task Without_file_handles_orders_are_turned_away_and_with_them_all_goes_on()
    {
        // Each order begins a segment, and so needs a handle.
        await using var desk = await Desk.OpenAsync([Desk.F10], new KeyValuePair<string, string>("Storage:SegmentBytes", "4096"));
        await desk.PutAccountAsync(Account, "10000.00");
        await desk.AnswerAsync(desk.Write(Desk.Freeze("H0", Account, "1000.00")));
        var node = desk.Service.Nodes[0];
        await LimitAsync(node.Process!.Id, Directory.GetFiles($"/proc/{node.Process.Id}/fd").Length - 1);
        var order = desk.Write(Desk.Freeze("H1", Account, "2000.00"));

        var refused = Assert.ThrowsAsync<RpcException>(() => desk.Hub.SubmitAsync(order, CancellationToken.None));

        Assert.That(refused!.StatusCode, Is.EqualTo(StatusCode.Unavailable));
        Assert.That(node.Process.HasExited, Is.False);
        await LimitAsync(node.Process.Id, Plenty);
        var answered = (await desk.AnswerAsync(order)).Controls.Single();
        Assert.That((answered.Controlled, answered.Actual), Is.EqualTo((true, "2000.00")));
        Assert.That((await desk.Service.Ops.PositionAsync(Account, null, CancellationToken.None)).Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "H0", "H1" }));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(desk.Service.Pki.Folder, $"{node.Name}.log")), Does.Contain("\"EventId\":1004,"));
    }

    static async Task LimitAsync(int process, int handles)
    {
        using var prlimit = Process.Start("prlimit", ["--pid", process.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"--nofile={handles}:")]);
        await prlimit.WaitForExitAsync(CancellationToken.None);
        Assert.That(prlimit.ExitCode, Is.Zero);
    }
}

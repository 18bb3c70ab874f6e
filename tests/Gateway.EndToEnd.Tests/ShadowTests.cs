using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Support;
using Grpc.Core;

namespace Gateway.EndToEnd.Tests;

/// <summary>A shadow beside a system in use: it takes the orders, answers no court, changes nothing in the core, and says where the two do not agree.</summary>
[Parallelizable]
internal sealed class ShadowTests
{
    const string Account = "6222000000000301";

    [Test]
    public async Task A_shadow_decides_changes_nothing_tells_no_court_and_lists_the_differences()
    {
        await using var desk = await Desk.OpenHereAsync([Desk.F10], new("Host:Mode", "shadow"), new("Logging:LogLevel:Default", "Error"));
        await desk.PutAccountAsync(Account, "10000.00");
        foreach (var order in new[] { Desk.Freeze("S1", Account, "6000.00"), Desk.Freeze("S2", Account, "9000.00") })
            await desk.Hub.SubmitAsync(desk.Write(order), CancellationToken.None);
        Assert.That(await desk.Service.WaitUntilIdleAsync(Desk.AnswerLimit, CancellationToken.None), Is.True);

        var refused = Assert.ThrowsAsync<RpcException>(() => desk.Hub.GetReceiptAsync("S1", 1, Desk.AnswerLimit, CancellationToken.None));
        Assert.That(refused!.StatusCode, Is.EqualTo(StatusCode.FailedPrecondition));
        Assert.That((await desk.Service.Core.JournalAsync(0, CancellationToken.None)).Where(e => e.Key is { Length: > 0 }), Is.Empty, "nothing was asked of the core but to read");

        var config = Path.Combine(desk.Service.Pki.Folder, "gateway.json");
        Assert.That(await CompareAsync(config, "S1,1,1,6000.00,,", "S2,1,1,4000.00,,"), Is.EqualTo((0, "order,line,what,ours,theirs\nlines 2, equal 2, differences 0")));
        Assert.That(
            await CompareAsync(config, "S1,1,1,5000.00,,", "S3,1,2,,,ACCOUNT_CLOSED"),
            Is.EqualTo((1, "order,line,what,ours,theirs\nS1,1,actual,6000.00,5000.00\nS3,,order,never came,answered\nS2,,order,answered,not there\nlines 1, equal 0, differences 3")));

        Assert.That(await HoldsAsync(config), Is.EqualTo((1, "order,line,what,ours,theirs\n" + $"S1,1,hold,6000.00 until {Last(desk)},none\nS2,1,hold,9000.00 until {Last(desk)},none\nfreezes 2, equal 0, differences 2, accounts not read 0")), "the system in use froze nothing yet");
        // It has the ruling of the first with another limit, nothing for the second, and another court's freeze that no order here is about.
        await desk.Service.Core.PutAccountAsync(Account, new
        {
            currency = "CNY", balance = "10000.00", holder = Person.Standard,
            otherFreezes = new[]
            {
                new { authority = Desk.F10.Name, documentNo = $"({Year(desk)})执S1号之一", limit = "5000.00", to = Last(desk) },
                new { authority = Desk.F10.Name, documentNo = "旧裁1号", limit = "1.00", to = Last(desk) },
                new { authority = "某公安局", documentNo = "X1", limit = "2.00", to = Last(desk) },
            },
        }, CancellationToken.None);
        Assert.That(await HoldsAsync(config), Is.EqualTo((1,
            $"order,line,what,ours,theirs\nS1,1,limit,6000.00,5000.00\nS2,1,hold,9000.00 until {Last(desk)},none\n,,hold on ****0301,none,甲市人民法院 旧裁1号 1.00 until {Last(desk)}\nfreezes 2, equal 0, differences 3, accounts not read 0")));

        Assert.That(await StartLiveAsync(config), Is.EqualTo(2), "what a shadow holds never happened: no service in use goes on with it");
    }

    static async Task<(int, string)> CompareAsync(string config, params string[] rows)
    {
        var file = Path.Combine(Path.GetDirectoryName(config)!, "answers.csv");
        await File.WriteAllLinesAsync(file, ["order,line,controlled,actual,deducted,reason", .. rows]);
        var (code, output, _) = await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync(["shadow", "differences", "--answers", file, "--config", config], CancellationToken.None);
        return (code, output.Trim().ReplaceLineEndings("\n"));
    }

    static string Last(Desk desk) => BankTime.DayOf(desk.Service.Clock.GetUtcNow()).AddYears(1).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Year(Desk desk) => BankTime.DayOf(desk.Service.Clock.GetUtcNow()).Year.ToString(CultureInfo.InvariantCulture);

    static async Task<(int, string)> HoldsAsync(string config)
    {
        var (code, output, errors) = await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync(["shadow", "holds", "--config", config], CancellationToken.None);
        return (code, (output + errors).Trim().ReplaceLineEndings("\n"));
    }

    static async Task<int> StartLiveAsync(string config)
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(config))!;
        settings["Host"]!["Mode"] = "live";
        var live = Path.Combine(Path.GetDirectoryName(config)!, "live.json");
        await File.WriteAllTextAsync(live, settings.ToJsonString());
        return (await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync(["--config", live, "--roles", "ops"], CancellationToken.None)).ExitCode;
    }
}

using System.Globalization;
using System.Net.Http.Json;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests;

/// <summary>The first day: what a system before this one had frozen, with its holds in the core, becomes part of the register.</summary>
[Parallelizable]
internal sealed class TakeOverTests
{
    const string Account = "6222009";

    [Test]
    public async Task Freezes_of_the_system_before_are_taken_over_with_their_holds_and_later_orders_act_on_them()
    {
        await using var desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11], new KeyValuePair<string, string>("Logging:LogLevel:Default", "Error"));
        await desk.PutAccountAsync(Account, "10000.00");
        var today = BankTime.DayOf(desk.Service.Clock.GetUtcNow());
        var until = Day(today.AddDays(200));
        await PutOldHoldAsync(desk, "OLD-1", "6000.00", until);
        await PutOldHoldAsync(desk, "OLD-2", "8000.00", until);
        var file = Path.Combine(desk.Service.Pki.Folder, "freezes.csv");
        async Task WriteAsync(string secondHold) => await File.WriteAllTextAsync(file, $"""
            OrderNo,Channel,Court,CaseNo,RulingNo,Account,Currency,Limit,Rank,ServedAt,From,To,HoldId
            T1,zdz,F10,（2025）甲执1号,甲裁1号,{Account},CNY,6000.00,1,{Day(today.AddDays(-100))} 09:00:00,{Day(today.AddDays(-100))},{until},OLD-1
            T2,zdz,F11,（2025）乙执2号,乙裁2号,{Account},CNY,8000.00,2,{Day(today.AddDays(-90))} 09:00:00,{Day(today.AddDays(-90))},{until},{secondHold}

            """);

        await WriteAsync("OLD-9");
        Assert.That(await AskAsync(desk, "经办员", 1, "takeover", "check", "--freezes", file), Does.Contain("freezes line 3, HoldId: the core has no such hold").And.Contain($"the core has hold OLD-2 on {Account}, and no line names it"));
        await WriteAsync("OLD-2");
        async Task<string> OtherAsync(string name, params string[] lines)
        {
            var path = Path.Combine(desk.Service.Pki.Folder, name);
            await File.WriteAllLinesAsync(path, lines);
            return path;
        }

        var claims = await OtherAsync("claims.csv", "Account,ClaimId,Amount,RegisteredAt", $"{Account},P1,700.00,{Day(today.AddDays(-200))} 09:00:00");
        var payees = await OtherAsync("payees.csv", "Account,Currency,Court,Name", "9777,CNY,F11,乙市人民法院旧专户", "9778,CN,F11,某");
        Assert.That(
            await AskAsync(desk, "经办员", 1, "takeover", "check", "--freezes", file, "--claims", claims, "--payees", payees),
            Does.Contain("claims line 2, ClaimId: the core has no such claim").And.Contain("payees line 3, Currency: must be three capital letters"));
        payees = await OtherAsync("payees.csv", "Account,Currency,Court,Name", "9777,CNY,F11,乙市人民法院旧专户");
        claims = await OtherAsync("claims.csv", "Account,ClaimId,Amount,RegisteredAt");
        var officers = await OtherAsync("officers.csv", "Court,Name,WorkCardNo,DutyCardNo,Phone", "F11,周法官,GZ9,,010-9");
        Assert.That(
            await AskAsync(desk, "经办员", 0, "takeover", "propose", "--freezes", file, "--claims", claims, "--payees", payees, "--officers", officers),
            Does.Contain("limits 14000.00, holds in the core 14000.00, actual 10000.00").And.Contain("funds: 1 entries").And.Contain("officers: 1 entries").And.Contain("task 1"));
        await AskAsync(desk, "复核员", 0, "desk", "confirm", "1");

        // The first court releases its freeze: the second takes more, and no hold was put beside the old ones.
        var released = (await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Release, Order = "R1", Court = "F10", Lines = [new LineForm { Account = Account, Original = "T1" }] }))).Controls.Single();
        Assert.That((released.Controlled, released.ReasonText), Is.EqualTo((true, "")));
        Assert.That(await HoldsAsync(desk), Is.EqualTo(new[] { "OLD-2 8000.00" }));

        var renewed = (await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Renew, Order = "N1", Court = "F11", Lines = [new LineForm { Account = Account, Original = "T2", To = Day(today.AddDays(400)) }] }))).Controls.Single();
        Assert.That((renewed.Controlled, renewed.To), Is.EqualTo((true, Day(today.AddDays(400)))));

        var deducted = (await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Deduct, Order = "D1", Court = "F11", Lines = [new LineForm { Account = Account, Original = "T2", Amount = "3000.00", Payee = "9777", PayeeName = "乙市人民法院旧专户" }] }))).Controls.Single();
        Assert.That((deducted.Controlled, deducted.ReasonText), Is.EqualTo((true, "")));
        Assert.That(await HoldsAsync(desk), Is.EqualTo(new[] { "OLD-2 5000.00" }));
    }

    static async Task PutOldHoldAsync(Desk desk, string hold, string limit, string to)
    {
        using var http = new HttpClient { BaseAddress = desk.Service.CoreAddress };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"v1/accounts/{Account}/holds/{hold}") { Content = JsonContent.Create(new { currency = "CNY", limit, to }) };
        request.Headers.Add("Idempotency-Key", $"old:{hold}");
        using var answer = await http.SendAsync(request);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    static async Task<string[]> HoldsAsync(Desk desk) =>
        [.. (await desk.Service.Core.AccountAsync(Account, CancellationToken.None)).GetProperty("state").GetProperty("registers")[0].GetProperty("holds").EnumerateArray()
            .Select(h => $"{h.GetProperty("holdId").GetString()} {h.GetProperty("limit").GetString()}")];

    static async Task<string> AskAsync(Desk desk, string person, int exit, params string[] words)
    {
        var (code, output, errors) = await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync([.. words, "--config", Path.Combine(desk.Service.Pki.Folder, "gateway.json"), "--as", person], CancellationToken.None);
        Assert.That(code, Is.EqualTo(exit), errors);
        return output + errors;
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

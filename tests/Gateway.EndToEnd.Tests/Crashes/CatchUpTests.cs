using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.Crashes;

/// <summary>A store that is older than what the core did last: nothing is done twice, nothing is taken for undone, and no receipt number is given out twice.</summary>
[Parallelizable]
internal sealed class CatchUpTests
{
    const string Deducted = "6222401", Partly = "6222402", Untouched = "6222403";
    const string Maker = "经办员", Checker = "复核员";

    static readonly KeyValuePair<string, string> Quiet = new("Logging:LogLevel:Default", "Critical");

    [Test]
    public async Task After_a_restore_the_accounts_that_the_core_went_on_with_wait_for_two_people_and_end_as_the_core_has_them()
    {
        await using var desk = await Desk.OpenHereAsync([Desk.F10, Desk.F11], Quiet);
        await desk.PutAccountAsync(Deducted, "10000.00");
        await desk.PutAccountAsync(Partly, "5000.00");
        await desk.PutAccountAsync(Untouched, "3000.00");
        await desk.AnswerAsync(desk.Write(Desk.Freeze("F1", Deducted, "6000.00")));
        await desk.AnswerAsync(desk.Write(Desk.Freeze("F3", Untouched, "1000.00")));
        var backups = Path.Combine(desk.Service.Pki.Folder, "backups");
        await AskAsync(desk, Maker, 0, "backup", backups);

        // The bank goes on: the court takes its money, another freezes, and takes what is free.
        Order[] lost =
        [
            desk.Write(new OrderForm { Verb = OrderVerb.Deduct, Order = "D1", Lines = [new LineForm { Account = Deducted, Amount = "4000.00", Payee = "9001", Original = "F1" }] }),
            desk.Write(Desk.Freeze("F2", Partly, "2000.00")),
            desk.Write(new OrderForm { Verb = OrderVerb.Deduct, Order = "D2", Court = "F11", Lines = [new LineForm { Account = Partly, Amount = "8000.00", Payee = "9002" }] }),
        ];
        var first = new List<ReceiptBody>();
        foreach (var order in lost) first.Add(await desk.AnswerAsync(order));
        Assert.That(first.Select(r => r.Controls.Single().Deducted), Is.EqualTo(new[] { "4000.00", "", "3000.00" }));
        await desk.Service.Core.CreditAsync(Partly, null, "1000.00", CancellationToken.None);
        var effects = await EffectsAsync(desk);

        await desk.Service.StopGatewayAsync(CancellationToken.None);
        var backup = Directory.GetDirectories(backups).Single(d => !d.EndsWith("archive", StringComparison.Ordinal));
        Assert.That(await AskAsync(desk, Maker, 1, "restore", backup, "--received", "zdz=5"), Does.Contain("--replace"));
        await AskAsync(desk, Maker, 0, "restore", backup, "--replace", "--received", "zdz=5");
        desk.Service.StartGateway();
        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        var later = desk.Write(Desk.Freeze("F4", Untouched, "500.00"));
        await desk.Hub.SubmitAsync(later, CancellationToken.None);

        Assert.That(await AskAsync(desk, Maker, 1, "emergency", "resume", "1", "--note", "已核对"), Does.Contain("catch-up list"), "not before everybody knows what is missing");
        var listed = await AskAsync(desk, Maker, 1, "catch-up", "list");
        Assert.That(listed, Does.Contain("zdz:D1:1:1 2.1 DEBIT 4000.00 CNY").And.Contain("zdz:F2:1:1 1.1 HOLD_PUT 2000.00 CNY").And.Contain("zdz:D2:1:1 2.1 DEBIT 3000.00 CNY").And.Contain("(order not here)"));
        Assert.That(listed, Does.Contain("channel zdz: receipts 3 to 5 lie with the courts").And.Not.Contain("F3").And.Not.Contain(Deducted));
        Assert.That(await AskAsync(desk, Maker, 1, "catch-up", "agree", Deducted, "--note", "已核对"), Does.Contain("is not here"));
        await TwoPeopleAsync(desk, "emergency", "resume", "1");
        var receipt = await desk.Hub.GetReceiptAsync("F4", 1, Desk.AnswerLimit, CancellationToken.None);
        Assert.That((receipt.Sequence, receipt.Body.Controls.Single().Actual), Is.EqualTo((6L, "500.00")), "other accounts go on, behind the last number that the courts have");

        // The hub sends again what it has no answer for here; those accounts stand still.
        foreach (var order in lost) Assert.That((await desk.Hub.SubmitAsync(order, CancellationToken.None)).Repeat, Is.False);
        Assert.That(await AskAsync(desk, Maker, 0, "parked", "list"), Does.Contain("restored"));
        Assert.That(await AskAsync(desk, Maker, 1, "parked", "retry", Deducted), Does.Contain("not parked"), "one person does not let it go on");
        await TwoPeopleAsync(desk, "catch-up", "agree", Deducted);
        await TwoPeopleAsync(desk, "catch-up", "agree", Partly);

        foreach (var (order, before) in lost.Zip(first))
        {
            var again = (await desk.Hub.GetReceiptAsync(order.OrderNo, 1, Desk.AnswerLimit, CancellationToken.None)).Body.Controls.Single();
            var then = before.Controls.Single();
            Assert.That((again.Controlled, again.Deducted, again.NotDeducted, again.Reason), Is.EqualTo((then.Controlled, then.Deducted, then.NotDeducted, then.Reason)), order.OrderNo);
        }

        Assert.That(await desk.Service.WaitUntilIdleAsync(Desk.AnswerLimit, CancellationToken.None), Is.True);
        Assert.That((await EffectsAsync(desk)).Where(e => !e.Contains("F4", StringComparison.Ordinal)), Is.EqualTo(effects), "the core did nothing again");
        await AskAsync(desk, Maker, 0, "reconcile", "run");
        Assert.That(await AskAsync(desk, Maker, 0, "catch-up", "list"), Does.Not.Contain("DEBIT"));
        Assert.That((await desk.Service.Ops.VerifyAuditAsync(CancellationToken.None)).GetProperty("valid").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_store_that_somebody_put_back_without_a_word_is_noticed_by_what_the_core_has_done_since()
    {
        await using var desk = await Desk.OpenHereAsync([Desk.F10], Quiet);
        await desk.PutAccountAsync(Deducted, "10000.00");
        await desk.AnswerAsync(desk.Write(Desk.Freeze("F1", Deducted, "6000.00")));
        var backups = Path.Combine(desk.Service.Pki.Folder, "backups");
        await AskAsync(desk, Maker, 0, "backup", backups);
        await desk.Service.StopGatewayAsync(CancellationToken.None);
        desk.Service.StartGateway();
        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        Assert.That(await AskAsync(desk, Maker, 0, "emergency", "status"), Does.Contain("nothing is paused"), "after an ordinary restart");
        await desk.AnswerAsync(desk.Write(Desk.Freeze("F2", Deducted, "100.00")));
        await desk.Service.StopGatewayAsync(CancellationToken.None);

        var database = Path.Combine(desk.Service.Pki.Folder, "data", "gateway.db");
        foreach (var file in new[] { database, database + "-wal", database + "-shm" }) File.Delete(file);
        File.Copy(Directory.GetFiles(backups, "gateway.db", SearchOption.AllDirectories).Single(), database);
        desk.Service.StartGateway();
        await desk.Service.WaitUntilGatewayIsReadyAsync(CancellationToken.None);
        await desk.Hub.SubmitAsync(desk.Write(Desk.Freeze("F3", Deducted, "100.00")), CancellationToken.None);

        Assert.That(await Readiness.WaitAsync(async _ => (await AskAsync(desk, Maker, 0, "emergency", "status")).Contains("restored", StringComparison.Ordinal), Desk.AnswerLimit, CancellationToken.None), Is.True);
        Assert.That(await AskAsync(desk, Maker, 1, "catch-up", "list"), Does.Contain("zdz:F2:1:1 1.1 HOLD_PUT 100.00 CNY").And.Contain("restored").And.Contain("by gateway"));
    }

    /// <summary>One person proposes, the same one may not agree, another does.</summary>
    static async Task TwoPeopleAsync(Desk desk, params string[] words)
    {
        var task = (await AskAsync(desk, Maker, 0, [.. words, "--note", "已与核心系统核对"])).Trim().Split(' ')[^1];
        Assert.That(await AskAsync(desk, Maker, 1, "desk", "confirm", task), Does.Contain("two people"));
        await AskAsync(desk, Checker, 0, "desk", "confirm", task);
    }

    static async Task<IReadOnlyList<string>> EffectsAsync(Desk desk) =>
        [.. (await desk.Service.Core.JournalAsync(0, CancellationToken.None)).Where(e => e.Key is { Length: > 0 }).Select(e => $"{e.Key} {e.Kind} {e.Amount}")];

    static async Task<string> AskAsync(Desk desk, string person, int exit, params string[] words)
    {
        var (code, output, errors) = await new ProgramsInThisProcess(Programs.Find()).AskGatewayAsync([.. words, "--config", Path.Combine(desk.Service.Pki.Folder, "gateway.json"), "--as", person], CancellationToken.None);
        Assert.That(code, Is.EqualTo(exit), $"{string.Join(' ', words)}: {output}{errors}");
        return output + errors;
    }
}

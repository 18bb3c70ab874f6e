using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.BankSide;

// DOMAIN 7: what two people look at, send back, object to and change; and whom a customer is sent to.
internal sealed partial class BankSideTests
{
    [Test, Order(1)]
    public async Task A_large_freeze_acts_while_two_people_look_at_it_and_stays_when_they_approve()
    {
        await desk.PutAccountAsync("6222201", "300000.00");
        await SendAsync(Desk.Freeze("RA1", "6222201", "200000.00"));
        await StateAsync("RA1", OrderState.InReview);
        Assert.That(await QueueAsync("6222201"), Is.EqualTo(new[] { "RA1 200000.00" }), "so that the debtor can't empty the account meanwhile");
        Assert.That(await counter.AskAsync("desk", "list", "--order", "RA1"), Does.Contain("Review\tOpen\tRA1\t1\tAMOUNT_ABOVE_THRESHOLD"));

        var task = (await counter.AskAsync("desk", "list", "--order", "RA1")).Split('\t')[0];
        await counter.AskAsync("desk", "propose", task, "--decide", "approve", "--note", "已电话核实");
        Assert.That(await counter.RunAsync(Counter.Maker, 1, "desk", "confirm", task), Is.EqualTo("maker and checker are two people"));
        await counter.RunAsync(Counter.Checker, 0, "desk", "confirm", task);
        Assert.That((await ReceiptAsync("RA1")).Actual, Is.EqualTo("200000.00"));
        Assert.That(await QueueAsync("6222201"), Is.EqualTo(new[] { "RA1 200000.00" }));
    }

    [Test, Order(1)]
    public async Task An_order_that_is_sent_back_is_answered_with_whom_to_ask_and_comes_again_as_its_next_version()
    {
        await desk.PutAccountAsync("6222202", "300000.00");
        var order = Desk.Freeze("RB1", "6222202", "150000.00");
        await SendAsync(order);
        await StateAsync("RB1", OrderState.InReview);
        await counter.DecideAsync("RB1", "return", "--contact", "经办员", "--phone", "010-88880000");
        var returned = await ReceiptAsync("RB1");
        Assert.That((returned.Controlled, returned.Reason), Is.EqualTo((false, "REVIEW_REJECTED")));
        Assert.That(returned.ReasonText + returned.ReasonDetail + returned.Remark, Does.Contain("情况已核实").And.Contain("010-88880000"));
        Assert.That(await QueueAsync("6222202"), Is.Empty, "what acted meanwhile is gone");

        var mended = desk.Write(order);
        mended.Documents.Add(new Document { Kind = DocumentKind.Other, DocumentNo = "补正1", FileName = "补正说明.txt", MediaType = "text/plain", Content = Google.Protobuf.ByteString.CopyFromUtf8("补正说明") });
        Assert.That((await desk.Hub.SubmitAsync(mended, CancellationToken.None)).OrderVersion, Is.EqualTo(2));
        await StateAsync("RB1", OrderState.InReview);
        await counter.DecideAsync("RB1", "reject");
        Assert.That((await ReceiptAsync("RB1", 2)).Reason, Is.EqualTo("REVIEW_REJECTED"));
        Assert.That(await QueueAsync("6222202"), Is.Empty);
    }

    [Test, Order(1)]
    public async Task The_bank_objects_by_a_sealed_letter_and_the_court_has_fifteen_days_to_reply()
    {
        await desk.PutAccountAsync("6222203", "10000.00");
        await AnswerAsync(Desk.Freeze("OB1", "6222203", "500.00"));
        var text = await counter.FileAsync("objection.txt", "该账户为工会经费专户，依法不得冻结。");
        await counter.AgreeAsync("desk", "open", "objection", "--order", "OB1", "--line", "1", "--text-file", text);

        var letter = (await NoticeAsync("OB1", ReceiptKind.Objection)).Body.Objection;
        Assert.That((letter.LineNo, letter.Text, letter.ReplyUntil), Is.EqualTo(("1", "该账户为工会经费专户，依法不得冻结。", Today(15))));
        Assert.That(await QueueAsync("6222203"), Is.EqualTo(new[] { "OB1 500.00" }), "only the court changes anything");
        Assert.That(await counter.GaugeAsync("gateway_objections_open"), Is.EqualTo(1));
        var listed = await counter.AskAsync("desk", "objections");
        Assert.That(listed, Does.Contain($"zdz:OB1:1\t1\tOpen\treply until {Today(15)}").And.Not.Contain("raise until"));

        await counter.AgreeAsync("desk", "open", "objection-outcome", "--objection", listed.Split('\t')[0], "--outcome", "rejected", "--document-no", "甲执异1号", "--evidence", text, "--note", "法院驳回");
        Assert.That(await counter.AskAsync("desk", "objections"), Is.Empty);
    }

    [Test, Order(1)]
    public async Task A_customer_who_objects_is_told_court_case_and_officer_and_the_look_is_in_the_audit_chain()
    {
        await desk.PutAccountAsync("6222204", "10000.00");
        await AnswerAsync(Desk.Freeze("LU1", "6222204", "500.00") with { CaseNo = "(2026)甲执88号" });
        Assert.That(await counter.AskAsync("lookup", "--account", "6222204", "--why", "客户来访"), Is.EqualTo("冻结\t-\t甲市人民法院\t(2026)甲执88号\t王法官 010-12345678").Or.EqualTo("冻结\t-\t甲市人民法院\t(2026)甲执88号\t王法官"));
        Assert.That(counter.Audit("objection.looked-up").Concat(counter.Audit("customer.looked")).Count(a => a.Actor == $"person:{Counter.Maker}"), Is.GreaterThan(0));
    }

    [Test, Order(1)]
    public async Task Lists_are_masked_and_who_must_see_says_why()
    {
        await desk.PutAccountAsync("6222000000000205", "300000.00");
        await SendAsync(Desk.Freeze("MA1", "6222000000000205", "160000.00"));
        await StateAsync("MA1", OrderState.InReview);
        var task = (await counter.AskAsync("desk", "list", "--order", "MA1")).Split('\t')[0];
        Assert.That(await counter.AskAsync("desk", "show", task), Does.Not.Contain("6222000000000205").And.Contain("account: "));
        await counter.RunAsync(Counter.Checker, 2, "desk", "show", task, "--reveal");
        Assert.That(await counter.RunAsync(Counter.Checker, 0, "desk", "show", task, "--reveal", "--why", "核对账号"), Does.Contain("account: 6222000000000205"));
        Assert.That(counter.Audit("customer.looked").TakeLast(2), Is.EqualTo(new[] { ($"person:{Counter.Maker}", $"desk:{task}"), ($"person:{Counter.Checker}", $"desk:{task}") }));
        await counter.DecideAsync("MA1", "approve");
    }
}

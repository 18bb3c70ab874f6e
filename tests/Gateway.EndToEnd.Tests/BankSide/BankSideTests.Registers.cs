using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Client;
using Grpc.Core;

namespace Gateway.EndToEnd.Tests.BankSide;

// The registers that two people keep, as the running service follows them; and an inquiry with more transactions than a page should print.
internal sealed partial class BankSideTests
{
    [Test, Order(1)]
    public async Task A_change_of_a_register_by_two_people_holds_for_the_running_service()
    {
        await desk.PutAccountAsync("6222206", "10000.00");
        await counter.AgreeAsync("register", "set", "funds", "Account=9100", "Currency=CNY", "Court=F10", "Name=甲市人民法院执行款专户二", "--note", "法院来函");
        var deducted = await AnswerAsync(Deduct("RG1", "6222206", "100.00") with { Lines = [new LineForm { Account = "6222206", Amount = "100.00", Payee = "9100", PayeeName = "甲市人民法院执行款专户二" }] });
        Assert.That((deducted.Deducted, deducted.Reason), Is.EqualTo(("100.00", "")));

        await counter.AgreeAsync("register", "set", "channels", "Id=zdz", "Courts=F10", "--note", "试点");
        await WaitAsync(async _ => await RefusalOfAsync("F11") == "COURT_NOT_ALLOWED", "the running service knows");
        Assert.That(await RefusalOfAsync("F10"), Is.Null);
        await counter.AgreeAsync("register", "set", "channels", "Id=zdz", "Courts=*", "--note", "恢复");
        await WaitAsync(async _ => await RefusalOfAsync("F11") is null, "and knows again");
    }

    [Test, Order(1)]
    public async Task A_file_of_entries_is_judged_as_a_whole_and_taken_in_by_two_people()
    {
        var file = await counter.FileAsync("officers.csv", "Court,Name,WorkCardNo,DutyCardNo,Phone\nF10,赵法官,GZ1,,010-1\nF10,钱|法官,GZ2,,010-2\nF 11,孙法官,GZ3,,010-3\n");
        Assert.That(await counter.RunAsync(Counter.Maker, 1, "register", "import", "officers", file, "--note", "名册"), Does.Contain("line 3, Name: must hold no bar").And.Contain("line 4, Court: must hold no white space"));
        await counter.FileAsync("officers.csv", "Court,Name,WorkCardNo,DutyCardNo,Phone\nF10,赵法官,GZ1,,010-1\nF11,孙法官,GZ3,,010-3\n");
        await counter.AgreeAsync("register", "import", "officers", file, "--note", "名册");
        Assert.That(await counter.AskAsync("register", "list", "officers"), Does.Contain("F11,孙法官,GZ3"));
        var export = Path.Combine(desk.Service.Pki.Folder, "export.csv");
        await counter.AskAsync("register", "export", "officers", export);
        Assert.That(await counter.RunAsync(Counter.Maker, 1, "register", "import", "officers", export, "--replace"), Is.EqualTo("nothing would change"));
    }

    [Test, Order(1)]
    public async Task A_party_that_was_renamed_is_frozen_and_found_under_its_old_name_once_two_people_have_entered_it()
    {
        var (before, after) = (new Person("旧名贸易有限公司", "24100", "91110000MA0000021X"), new Person("新名科技有限公司", "24100", "91110000MA0000021X"));
        await desk.Service.Core.PutAccountAsync("6222207", new { currency = "CNY", balance = "5000.00", status = "NORMAL", holder = after }, CancellationToken.None);
        await SendAsync(Desk.Freeze("PT0", "6222207", "100.00") with { Party = before });
        await StateAsync("PT0", OrderState.InReview);
        Assert.That(await counter.AskAsync("desk", "list", "--order", "PT0"), Does.Contain("PARTY_MISMATCH"), "the number alone agrees");
        await counter.DecideAsync("PT0", "reject");
        var notice = await counter.FileAsync("renamed.txt", "准予变更登记通知书");
        await counter.AgreeAsync(
            "register", "set", "parties", "No=2026-1", $"Name={before.Name}", "IdKind=24100", $"IdNumber={before.IdNumber}", "Amendment=rename", $"NewName={after.Name}", $"Since={Today(-30)}", "Basis=准予变更登记通知书",
            "--note", "更名", "--evidence", notice);
        Assert.That(await counter.AskAsync("register", "list", "parties"), Does.Not.Contain(before.Name).And.Not.Contain(before.IdNumber), "masked");

        var n = 0;
        await WaitAsync(
            async cancel =>
            {
                await SendAsync(Desk.Freeze($"PT{++n}", "6222207", "100.00") with { Party = before });
                await desk.Service.WaitUntilIdleAsync(Limit, cancel);
                if ((await desk.Hub.GetOrderAsync($"PT{n}", cancel)).State == OrderState.Answered) return true;
                await counter.DecideAsync($"PT{n}", "reject");
                return false;
            },
            "the running service knows");
        Assert.That((await ReceiptAsync($"PT{n}")).Controlled, Is.True);
        var found = (await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Inquire, Order = "PTQ", Party = before }))).Inquiry;
        Assert.That(found.Accounts.Single(), Has.Property("Account").EqualTo("6222207").And.Property("HolderName").EqualTo(after.Name));
    }

    [Test, Order(1)]
    public async Task An_inquiry_with_many_transactions_brings_them_all_in_a_file_under_the_seal()
    {
        var person = new Person("流水户", "10100", "110101199001010038");
        await desk.Service.Core.PutAccountAsync("6222208", new { currency = "CNY", balance = "5000.00", status = "NORMAL", holder = person, history = 1500 }, CancellationToken.None);
        var receipt = (await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Inquire, Order = "ST0", Party = person, TransactionsFrom = Today(-3650), TransactionsTo = Today() }))).Inquiry;
        var account = receipt.Accounts.Single().Itself;
        Assert.That((account.TransactionCount, account.Transactions.Count, receipt.Statement.Rows, receipt.Statement.Sm3.Length), Is.EqualTo((1500, 1000, 1500L, 64)));
    }

    /// <summary>Behind the others, for it moves the clock.</summary>
    [Test, Order(250)]
    public async Task A_court_is_cut_over_to_the_national_channel_on_its_day()
    {
        await counter.AgreeAsync("register", "set", "channels", "Id=zdz", "Courts=F10", "--note", "切换前");
        await counter.AgreeAsync("register", "set", "channels", "Id=prov", "Name=点对点", "Kind=DianDuiDian", $"CertificateFingerprints={new string('b', 64)}", "Courts=F11", "--note", "切换前");
        await counter.AgreeAsync("register", "cut-over", "F11", "--from", Today(1), "--note", "切换总对总");
        Assert.That(await counter.AskAsync("register", "list", "channels"), Does.Contain($"F10 F11@{Today(1)}..").And.Contain($"F11@..{Today()}"));
        await WaitAsync(async _ => await RefusalOfAsync("F11") == "COURT_NOT_ALLOWED", "not before its day");
        await desk.Service.SetClockAsync(desk.Service.Clock.GetUtcNow().AddDays(1), CancellationToken.None);
        await WaitAsync(async _ => await RefusalOfAsync("F11") is null, "from its day on, without a restart");
    }

    /// <summary>Why whatever a court sends is turned away; null: it would be read. What is sent is no order, so nothing is left of it.</summary>
    async Task<string?> RefusalOfAsync(string court)
    {
        try
        {
            await desk.Hub.SubmitAsync(new Order { OrderNo = "PROBE", CourtCode = court }, CancellationToken.None);
            return null;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode == StatusCode.InvalidArgument ? null : GrpcFaults.Details(refused)[0];
        }
    }
}

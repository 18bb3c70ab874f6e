using System.Text;
using Gateway.Contracts.V1;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Worker.Receipts;
using Gateway.Worker.Tests.Support;
using Reason = Gateway.Register.Reason;

namespace Gateway.Worker.Tests;

/// <summary>What a court gets to read: pages, payload and seal.</summary>
[TestFixture]
public sealed class ReceiptTests
{
    private const string Account = "6222000000000001";

    [Test]
    public async Task A_receipt_is_sealed_by_the_bank_and_its_payload_is_the_message_beside_it()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAllAsync();

        var receipt = (await bench.ReceiptsAsync()).Single();

        var verdict = new SealVerifier(TestSeal.Trust, new SealPolicy()).VerifyOfd(receipt.Ofd, bench.Time.GetUtcNow());
        Assert.That(verdict.IsValid, Is.True, verdict.ToString());
        var payload = OfdAttachments.Read(receipt.Ofd).Single();
        Assert.That(payload.FileName, Is.EqualTo("receipt.json"));
        Assert.That(ReceiptBody.Parser.ParseJson(Encoding.UTF8.GetString(payload.Content)), Is.EqualTo(ReceiptBody.Parser.ParseFrom(receipt.Body)));
    }

    [Test]
    public async Task A_freeze_behind_another_courts_is_told_with_its_amounts_rank_and_the_prior_freeze()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000, Given.Claim("P1", "某担保公司", 1000)));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());
        await bench.RunAllAsync();

        var text = OfdText.Extract((await bench.ReceiptsAsync())[1].Ofd);

        string[] expected =
        [
            "协助执行结果回执", "乙市人民法院：", "(2026)乙执9号", "O2", "张三", "居民身份证号", "王法官",
            "8000.00 CNY", "3000.00 CNY", "5000.00 CNY", "2026/11/21 至 2027/11/20", "第2位", "在先1笔，在后0笔",
            "甲市人民法院", "(2026)甲执1号之一", "6000.00", "某担保公司", "保证金", "1000.00", "示例银行", "2026年11月21日", "第1页",
        ];
        foreach (var part in expected) Assert.That(text, Does.Contain(part));
        Assert.That(text, Does.Not.Contain("O1"), "another court's order number is nobody else's");
        Assert.That(text, Does.Contain("仅反映我行自身系统截至2026/11/21 10:00:0"));
    }

    [Test]
    public async Task A_refusal_names_its_reason_in_words_with_the_clause()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)), Reason.DocumentMissing, "裁定书");
        await bench.RunAllAsync();

        var receipt = (await bench.ReceiptsAsync()).Single();

        Assert.That(OfdText.Extract(receipt.Ofd), Does.Contain("无文书：裁定书（法〔2015〕321号第九条）").And.Contain("未冻结"));
        Assert.That(ReceiptBody.Parser.ParseFrom(receipt.Body).Controls.Single().Reason, Is.EqualTo("DOCUMENT_MISSING"));
        Assert.That(bench.Core.Reads, Is.Zero, "who has no valid documents learns nothing of the account");
    }

    [Test]
    public async Task An_order_of_many_lines_gets_numbered_pages_with_the_seal_on_the_last()
    {
        await using var bench = await Bench.OpenAsync([.. Enumerable.Range(0, 20).Select(n => Given.Account(AccountNo(n), 1000 * n))]);
        await bench.AcceptAsync(Given.Control("O1", [.. Enumerable.Range(0, 20).Select(n => Given.Freeze(AccountNo(n), 5000))]));
        await bench.RunAllAsync();

        var file = await bench.FileAsync(new OrderKey(Bench.Channel, "O1", 1));
        var body = ReceiptBody.Parser.ParseFrom((await bench.ReceiptsAsync()).Single().Body);
        var (document, seal) = ReceiptDocument.Compose(body, file.Order, Bench.Bank, bench.Time.GetUtcNow());

        Assert.That(document.Pages, Has.Count.GreaterThan(3));
        Assert.That(seal.Page, Is.EqualTo(document.Pages.Count));
        Assert.That(seal.Y + seal.Height, Is.LessThanOrEqualTo(document.Pages[^1].Height - 20), "the seal stands inside the margins");
        var text = OfdText.Extract((await bench.ReceiptsAsync()).Single().Ofd);
        for (var n = 0; n < 20; n++) Assert.That(text, Does.Contain(AccountNo(n)));
        Assert.That(text, Does.Contain($"第{document.Pages.Count}页　共{document.Pages.Count}页"));
    }

    [Test]
    public async Task An_inquiry_is_answered_with_accounts_freezes_claims_and_transactions()
    {
        await using var bench = await Bench.OpenAsync(WithSubAccount(), Given.Account("6222000000000002", 0));
        bench.Core.AddTransactions(Account, Transactions(30));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-30), Given.Today));
        await bench.RunAllAsync();

        var text = OfdText.Extract((await bench.ReceiptsAsync()).Single(r => r.Order.OrderNo == "Q1").Ofd);

        string[] expected =
        [
            "协助查询结果回执", "有账户2个", Account, "示例银行城中支行", "2019/03/05", "13800000000", "10000.00", "3000.00", "乙市人民法院",
            "某担保公司", "01", "USD", "500.00", "SN000029", "对手方29", "交易明细，共30条",
        ];
        foreach (var part in expected) Assert.That(text, Does.Contain(part));
    }

    [Test]
    public async Task A_party_without_accounts_is_answered_so()
    {
        await using var bench = await Bench.OpenAsync();
        await bench.AcceptAsync(Given.Inquiry("Q1"));
        await bench.RunAllAsync();

        Assert.That(OfdText.Extract((await bench.ReceiptsAsync()).Single().Ofd), Does.Contain("查无开户信息"));
    }

    [Test]
    public async Task An_inquiry_whose_documents_fail_gets_the_reason_and_no_account()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Inquiry("Q1"), Reason.SealUntrusted);
        await bench.RunAllAsync();

        var receipt = (await bench.ReceiptsAsync()).Single();

        Assert.That(OfdText.Extract(receipt.Ofd), Does.Contain("电子印章不受信任").And.Not.Contain(Account));
        Assert.That(ReceiptBody.Parser.ParseFrom(receipt.Body).Inquiry.Reason, Is.EqualTo("SEAL_UNTRUSTED"));
    }

    [Test]
    public async Task Transactions_beyond_the_limit_are_left_out_and_the_answer_says_so()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Options.TransactionsMaximum = 250;
        bench.Core.AddTransactions(Account, Transactions(1000));
        var order = await bench.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-30), Given.Today));
        await bench.RunAllAsync();

        var inquiry = (await bench.FileAsync(order)).Inquiry!;

        Assert.That(inquiry.Accounts.Single().Registers.Single().Transactions, Has.Count.EqualTo(250));
        Assert.That(OfdText.Extract((await bench.ReceiptsAsync()).Single().Ofd), Does.Contain("交易明细超过250条"));
    }

    /// <summary>Not a check: writes receipts of every kind into the folder that GATEWAY_RECEIPT_SAMPLES names, to be looked at.</summary>
    [Test, Explicit]
    public async Task Write_samples()
    {
        var folder = Environment.GetEnvironmentVariable("GATEWAY_RECEIPT_SAMPLES") ?? throw new InvalidOperationException("GATEWAY_RECEIPT_SAMPLES names no folder");
        await using var bench = await Bench.OpenAsync([WithSubAccount(), .. Enumerable.Range(0, 20).Select(n => Given.Account(AccountNo(n), 1000 * n))]);
        bench.Core.AddTransactions(Account, Transactions(120));
        await bench.AcceptAsync(Given.Control("S1", Given.Freeze(Account, 6000)));
        await bench.AcceptAsync(Given.Control("S2", Given.Freeze(Account, 8000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Control("S3", Given.Renew(Account, "S1", new DateOnly(2028, 11, 1))));
        await bench.AcceptAsync(Given.Control("S4", Given.Deduct(Account, 9000, "S1")));
        await bench.AcceptAsync(Given.Control("S5", Given.Release(Account, "S1")));
        await bench.AcceptAsync(Given.Control("S6", Given.FreezeAndDeduct(AccountNo(3), 10000)));
        await bench.AcceptAsync(Given.Control("S7", [.. Enumerable.Range(0, 20).Select(n => Given.Freeze(AccountNo(n), 5000))]));
        await bench.AcceptAsync(Given.Control("S8", Given.Freeze(Account, 1)), Reason.SealInvalid, "裁定书：文件被改动");
        await bench.AcceptAsync(Given.Inquiry("S9", Given.Today.AddDays(-30), Given.Today));
        await bench.RunAllAsync();
        Directory.CreateDirectory(folder);
        foreach (var receipt in await bench.ReceiptsAsync()) await File.WriteAllBytesAsync(Path.Combine(folder, receipt.Order.OrderNo + ".ofd"), receipt.Ofd);
    }

    private static string AccountNo(int n) => (7000000000000000 + n).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static LiveAccount WithSubAccount()
    {
        var account = Given.Account(Account, 10000, Given.Claim("P1", "某担保公司", 1000));
        return account with
        {
            Registers = [.. account.Registers, new LiveRegister { Key = new RegisterKey(Account, "01"), Currency = "USD", CashKind = "REMITTANCE", BalanceMinor = 50000 }],
        };
    }

    private static IEnumerable<AccountTransaction> Transactions(int count) => Enumerable.Range(0, count).Select(n => new AccountTransaction(
        $"SN{n:D6}", n % 3 == 0 ? "汇入" : "消费", n % 3 != 0, "CNY", 12345 + n, Given.Start.AddHours(-n), $"对手方{n}", $"62170000{n:D8}", "另一家银行股份有限公司城东支行"));
}

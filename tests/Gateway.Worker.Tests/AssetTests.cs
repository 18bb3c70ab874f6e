using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Orders;
using Gateway.Sealing;
using Gateway.Worker.Tests.Support;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Tests;

/// <summary>Clauses 7 and 11, C25: other assets, held by one account and linked to another.</summary>
[TestFixture]
public sealed class AssetTests
{
    private const string Holding = "6222004";
    private const string Linked = "6222001";

    private static readonly LiveAsset Asset = new("LC01", "某理财", "1000", 100000, "CNY", Holding, Linked) { Manager = "某理财公司", UnitOfMeasure = "份" };

    [Test]
    public async Task A_line_on_the_holding_account_freezes_the_linked_one_and_answers_with_the_account_as_ordered()
    {
        await using var bench = await OpenAsync();
        var order = await bench.AcceptAsync(Given.Control("O1", Line()));
        await bench.RunAsync(Holding);
        Assert.That((await bench.FileAsync(order)).OpenLines, Is.EqualTo(1), "it waits in the other queue");
        await bench.RunAsync(Linked);

        var answer = await bench.AnswerAsync(order);
        Assert.That((answer.Account, answer.ActualMinor, answer.BeyondMinor, answer.BalanceMinor), Is.EqualTo((Holding, (long?)30000, (long?)70000, (long?)30000)));
        Assert.That((await bench.PositionAsync(Linked)).Freezes.Single().OrderNo, Is.EqualTo("O1"));
        Assert.That((await bench.PositionAsync(Holding)).Freezes, Is.Empty);
    }

    [Test]
    public async Task Wherever_the_process_dies_the_linked_account_is_frozen_once()
    {
        for (var dieAt = 1; ; dieAt++)
        {
            await using var bench = await OpenAsync();
            var order = await bench.AcceptAsync(Given.Control("O1", Line()));
            var points = new CrashPoints(dieAt);
            try
            {
                await bench.RunAllAsync(points.Around(bench.Store), points.Around<ICoreBanking>(bench.Core));
                await bench.RunAllAsync(points.Around(bench.Store), points.Around<ICoreBanking>(bench.Core));
            }
            catch (CrashException)
            {
                // the process is gone; what it left is taken up below
            }

            for (var again = 0; again < 2; again++) await bench.RunAllAsync();
            Assert.That((await bench.PositionAsync(Linked)).Freezes.Select(f => f.ActualMinor), Is.EqualTo(new[] { 30000L }), points.Where);
            Assert.That(((await bench.AnswerAsync(order)).Controlled, bench.Core.Journal.Count, (await bench.ReceiptsAsync()).Count), Is.EqualTo((true, 1, 1)), points.Where);
            if (!points.Died) return;
        }
    }

    [Test]
    public async Task An_inquiry_lists_each_asset_once_with_its_linked_account_and_manager()
    {
        await using var bench = await OpenAsync();
        await bench.AcceptAsync(Given.Inquiry("Q1"));
        await bench.RunAllAsync();

        var receipt = (await bench.ReceiptsAsync()).Single();
        var accounts = V1.ReceiptBody.Parser.ParseFrom(receipt.Body).Inquiry.Accounts;
        Assert.That(accounts.Single(a => a.Account == Linked).Assets, Is.Empty, "it is listed where it is held");
        var asset = accounts.Single(a => a.Account == Holding).Assets.Single();
        Assert.That((asset.No, asset.ProductNo, asset.HoldingAccount, asset.LinkedAccount, asset.Manager, asset.Total), Is.EqualTo((1, "LC01", Holding, Linked, "某理财公司", "1000.00")));
        Assert.That(OfdText.Extract(receipt.Ofd), Does.Contain("其他金融资产").And.Contain("某理财公司").And.Contain("1000 份").And.Contain("1000.00 CNY"));
    }

    [Test]
    public async Task C31_of_an_asset_in_a_margin_account_the_linked_one_is_frozen_and_nothing_deducted()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Linked, 300) with { Assets = [Asset] }, Given.Account(Holding, 0) with { Assets = [Asset], Nature = "LC_MARGIN" });
        bench.Rules = bench.Rules with { ProtectedAccount = Register.ProtectedAccountRule.Refuse };
        var order = await bench.AcceptAsync(Given.Control("O1", Line() with { Measure = Measure.FreezeAndDeduct, Payee = Given.Fund }));
        await bench.RunAsync(Holding);
        await bench.RunAllAsync();
        var answer = await bench.AnswerAsync(order);
        Assert.That((answer.Account, answer.Controlled, answer.ActualMinor, answer.DeductedMinor, answer.Reason), Is.EqualTo((Holding, true, (long?)30000, (long?)0, (Register.Reason?)Register.Reason.AccountProtected)));
        Assert.That((await bench.PositionAsync(Linked)).Freezes.Single().ActualMinor, Is.EqualTo(30000));
    }

    private static ControlLine Line() => Given.Freeze(Holding, 1_000) with { AssetKind = AssetKind.OtherAsset, ProductNo = "LC01" };

    private static Task<Bench> OpenAsync() =>
        Bench.OpenAsync(Given.Account(Linked, 300) with { Assets = [Asset] }, Given.Account(Holding, 0) with { Assets = [Asset] });
}

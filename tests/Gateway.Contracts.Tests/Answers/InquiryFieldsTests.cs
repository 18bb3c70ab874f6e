using Gateway.Contracts.Answers;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Gateway.Contracts.Tests.Answers;

/// <summary>Every field of an inquiry's answer has its value where the bank has one.</summary>
[TestFixture]
public sealed class InquiryFieldsTests
{
    static readonly DateTimeOffset Moment = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    static readonly DateOnly Day = new(2027, 5, 1);

    [TestCaseSource(nameof(Messages))]
    public void Every_field_is_filled(IMessage message)
    {
        var empty = message.Descriptor.Fields.InDeclarationOrder().Where(f => IsEmpty(f, message)).Select(f => f.Name);
        Assert.That(empty, Is.Empty, message.Descriptor.Name);
    }

    [Test]
    public void A_freeze_or_claim_on_an_asset_names_its_number_and_one_that_is_not_in_the_list_has_none()
    {
        var register = Answer().Accounts[0].Itself;
        Assert.That(register.Freezes.Select(f => (f.ProductNo, f.AssetNo)), Is.EqualTo(new[] { ("LC02", 2), ("LC99", 0) }));
        Assert.That(register.Claims.Select(c => (c.ProductNo, c.AssetNo)), Is.EqualTo(new[] { ("LC02", 2) }));
    }

    [Test]
    public void What_the_core_does_not_know_of_an_asset_stays_empty()
    {
        var asset = Answer().Accounts[0].Assets[0];
        Assert.That((asset.HasTradable, asset.RestrictedUntil, asset.Custodian), Is.EqualTo((false, "", "")));
    }

    static IEnumerable<IMessage> Messages()
    {
        var account = Answer().Accounts[0];
        var sub = account.SubAccounts[0];
        return [Answer(), account, sub, account.Assets[1], account.Itself.Freezes[0], account.Itself.Claims[0], sub.Transactions[0]];
    }

    static bool IsEmpty(FieldDescriptor field, IMessage message) => field.Accessor.GetValue(message) switch
    {
        // Why it was not answered, of an answer: nothing.
        _ when field.Name.StartsWith("reason", StringComparison.Ordinal) => false,
        null or "" or 0 or 0L or false => true,
        System.Collections.ICollection list => list.Count == 0,
        _ => false,
    };

    static V1.InquiryAnswer Answer()
    {
        var account = new LiveAccount
        {
            Account = "6222001", Holder = new PartyIdentity("张三", "10100", "1"), Status = AccountStatus.Closed, AccountKind = "个人活期", AccountClass = "Ⅱ", BranchName = "城中支行", BranchCode = "0012",
            OpenedAt = Moment, ClosedAt = Moment, HolderAddress = "路1号", HolderPostcode = "100000", HolderPhone = "138", LinkedFundsAccount = "6222009", Registers = [], AsOf = Moment,
            Assets = [new LiveAsset("LC01", "甲", "1", 100, "CNY", "6222001", ""), Full],
        };
        FreezeRecord[] freezes =
        [
            new(1, "某公安局", "X1", 100, 50, Day) { ProductNo = "LC02", Remark = "注" }, new(2, "某检察院", "X2", null, 0, Day) { ProductNo = "LC99" },
        ];
        ClaimRecord[] claims = [new(1, "P1", "PLEDGE", "某公司", 100, 50, "路2号", "010") { ProductNo = "LC02", Remark = "注" }];
        var own = new RegisterAnswer { Key = new RegisterKey("6222001", ""), Currency = "CNY", BalanceMinor = 100, AvailableMinor = 50, FreezeCount = 2, Freezes = freezes, Claims = claims };
        var sub = own with { Key = new RegisterKey("6222001", "01"), CashKind = "CASH", Kind = "定期", Transactions = [Transaction] };
        return ReceiptBodies.Of(
            new ReceiptContent(new OrderKey("zdz", "Q1", 1), Order, Moment, Moment, [], new InquiryAnswer { AsOf = Moment, Remark = "注", Statement = new TransactionStatement("pieces-1", "transactions.csv", 9, 99, "ab"), Accounts = [new AccountAnswer(account, [own, sub])] }),
            V1.ReceiptKind.Final, new BankIdentity("示例银行", "BK001", TimeZoneInfo.Utc), Moment).Inquiry;
    }

    static readonly LiveAsset Full = new("LC02", "乙", "10", 100, "CNY", "6222001", "6222009")
    {
        Kind = "理财", SalesKind = "10", Region = "甲市", Tradable = true, Restriction = "封闭期", RestrictedUntil = Day, Manager = "某管理人", Pledgee = "某质押权人", Custodian = "某托管人",
        CustodyAccount = "T1", Beneficiary = "某受益人", Clr = "C", Shr = "S", UnitOfMeasure = "份", UnitPrice = "1.00", AvailableUnits = "5",
    };

    static readonly AccountTransaction Transaction = new("S1", "转账", true, "CNY", 100, Moment, "李四", "6222", "他行")
    {
        CounterpartyBankNo = "105", CounterpartyIdKind = "10100", CounterpartyIdNumber = "2", CounterpartyAddress = "路3号", CounterpartyPostcode = "200000", CounterpartyPhone = "139",
    };

    static readonly Order Order = new()
    {
        OrderNo = "Q1", Kind = OrderKind.Inquiry, CourtCode = "F10", CourtName = "甲市人民法院", CaseNo = "案", Officer = new Officer("", "", "", ""), Party = new PartyIdentity("", "", ""),
    };
}

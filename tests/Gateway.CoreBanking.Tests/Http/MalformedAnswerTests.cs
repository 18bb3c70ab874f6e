using Gateway.Register.Decisions;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>What the contract does not allow is not believed, and never becomes a refusal.</summary>
public sealed class MalformedAnswerTests
{
    const string Key = "zdz:O1:1:1:1.1";
    WireMockServer _core = null!;

    [SetUp]
    public void Start() => _core = WireMockServer.Start();

    [TearDown]
    public void Stop() => _core.Dispose();

    [Test]
    public async Task A_sound_account_is_read_whole()
    {
        var live = (await ReadAccount(Samples.AccountJson)).Value!;
        var register = live.Registers.Single();
        Assert.Multiple(() =>
        {
            Assert.That(live.Holder, Is.EqualTo(Samples.Holder));
            Assert.That(live.AsOf, Is.EqualTo(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero)));
            Assert.That(live.CoOwners, Is.EqualTo(new[] { new Register.Accounts.CoOwner("李四", 0.5m) }));
            Assert.That(register.BalanceMinor, Is.EqualTo(1_000_000));
            Assert.That(register.InternalHoldsMinor, Is.EqualTo(10_000));
            Assert.That(register.Claims.Single().AmountMinor, Is.EqualTo(7_000));
            Assert.That(register.Claims.Single().RegisteredAt, Is.EqualTo(new DateTimeOffset(2026, 11, 19, 18, 0, 0, TimeSpan.Zero)));
            Assert.That(register.OtherFreezes.Single().LimitMinor, Is.Null);
            Assert.That(register.Holds.Single(), Is.EqualTo(new Register.Accounts.LiveHold(Samples.HoldId, 600_000, Samples.To)));
        });
    }

    [TestCase("\"account\":\"6222000000000001\"", "\"account\":\"6222000000000002\"", "account is not", TestName = "another account")]
    [TestCase("\"10000.00\"", "\"10000.001\"", "registers.balance", TestName = "more decimals than the currency has")]
    [TestCase("\"10000.00\"", "\"-10000.00\"", "registers.balance", TestName = "negative balance")]
    [TestCase("\"10000.00\"", "\"1e4\"", "registers.balance", TestName = "exponent")]
    [TestCase("\"10000.00\"", "\"10,000.00\"", "registers.balance", TestName = "thousands separator")]
    [TestCase("\"10000.00\"", "\"9000000000000000.00\"", "registers.balance", TestName = "beyond the range")]
    [TestCase("\"10000.00\"", "10000.00", "body at $", TestName = "a number for an amount")]
    [TestCase("\"10000.00\"", "null", "body at $", TestName = "no balance")]
    [TestCase("\"CNY\"", "\"JPY\"", "registers.balance", TestName = "decimals in a currency without")]
    [TestCase("\"CNY\"", "\"yuan\"", "registers.currency", TestName = "no currency code")]
    [TestCase("\"NORMAL\"", "\"ASLEEP\"", "status", TestName = "unknown status")]
    [TestCase("\"cashKind\":\"\"", "\"cashKind\":\"PAPER\"", "registers.cashKind", TestName = "unknown cash kind")]
    [TestCase("\"share\":\"0.5\"", "\"share\":\"1.5\"", "coOwners.share", TestName = "share above one")]
    [TestCase("\"2026-11-20T02:00:00+08:00\"", "\"2026-11-20T02:00:00\"", "registers.claims.registeredAt", TestName = "a time without an offset")]
    [TestCase("\"to\":\"2027-11-20\"", "\"to\":\"2027-11-31\"", "body at $", TestName = "a day that is none")]
    [TestCase("\"registers\":[{\"subAccount\":\"\"", "\"registers\":[{\"subAccount\":\"01\"", "registers lack", TestName = "sub-accounts only")]
    [TestCase("\"holds\":[{", "\"holds\":[{\"holdId\":\"zdz:O1:1:1\",\"limit\":\"1.00\",\"to\":\"2027-11-20\"},{", "registers.holds", TestName = "a hold twice")]
    [TestCase("\"nature\":\"GENERAL\",", "", "body at $", TestName = "a member missing")]
    public async Task An_account_that_makes_no_sense_is_not_believed(string sound, string spoilt, string why)
    {
        Assert.That(Samples.AccountJson, Does.Contain(sound));
        var result = await ReadAccount(Samples.AccountJson.Replace(sound, spoilt, StringComparison.Ordinal));
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.Malformed, "CORE_MALFORMED")));
        Assert.That(result.Message, Does.StartWith(why));
    }

    [Test]
    public async Task A_member_that_is_not_known_yet_is_passed_over()
    {
        var result = await ReadAccount(Samples.AccountJson.Replace("\"nature\"", "\"mood\":\"good\",\"nature\"", StringComparison.Ordinal));
        Assert.That(result.Ok);
    }

    [TestCase(404, "<html>no such page</html>")]
    [TestCase(404, """{"error":"not found"}""")]
    [TestCase(404, """{"code":"","message":""}""")]
    [TestCase(302, "")]
    [TestCase(400, """{"code":"BAD_REQUEST","message":""}""")]
    [TestCase(200, "")]
    [TestCase(200, """{"account":"6222000000000001","asOf":"2026-""")]
    public async Task An_answer_that_is_not_the_cores_is_no_account_not_found(int status, string body)
    {
        _core.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(status).WithBody(body));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Assert.That(result.Fault, Is.EqualTo(CoreFault.Malformed));
        Assert.That(_core.LogEntries, Has.Count.EqualTo(1), "asking again would not mend it");
    }

    [Test]
    public async Task Another_persons_account_is_never_handed_on()
    {
        _core.Given(Request.Create()).RespondWith(Response.Create().WithBody($$"""{"asOf":"2026-11-21T02:00:00Z","accounts":[{{Samples.AccountJson}}]}"""));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var own = await adapter.Core.FindAccountsAsync(Samples.Holder, CancellationToken.None);
        var other = await adapter.Core.FindAccountsAsync(Samples.Holder with { IdNumber = "110101199001010012" }, CancellationToken.None);
        Assert.That(own.Value, Has.Count.EqualTo(1));
        Assert.That((other.Fault, other.Value), Is.EqualTo((CoreFault.Malformed, default(object))));
    }

    [TestCase("\"zdz:O1:1:1:1.1\"", "\"zdz:O1:1:1:1.2\"", "key", TestName = "another key")]
    [TestCase("HOLD_PUT", "HOLD_CHANGE", "kind", TestName = "another kind")]
    [TestCase("6222000000000001", "6222000000000002", "account", TestName = "change of another account")]
    [TestCase("\"6000.00\"", "\"6000.01\"", "hold", TestName = "another limit")]
    [TestCase("\"6000.00\"", "null", "hold", TestName = "unlimited in place of a limit")]
    [TestCase("2027-11-20", "2027-11-21", "hold", TestName = "another last day")]
    [TestCase("DONE", "PENDING", "outcome", TestName = "an outcome that is none")]
    public async Task A_confirmation_of_something_else_is_not_believed(string sound, string spoilt, string why)
    {
        var body = $$$"""
            {"key":"{{{Key}}}","kind":"HOLD_PUT","account":"6222000000000001","subAccount":"","at":"2026-11-21T02:00:00Z","outcome":"DONE",
             "refusal":null,"hold":{"holdId":"zdz:O1:1:1","limit":"6000.00","to":"2027-11-20"},"debit":null}
            """;
        Assert.That((await Execute(Samples.Put(), body)).Ok, "sound");
        var result = await Execute(Samples.Put(), body.Replace(sound, spoilt, StringComparison.Ordinal));
        Assert.That(result.Fault, Is.EqualTo(CoreFault.Malformed));
        Assert.That(result.Message, Does.StartWith(why));
    }

    [TestCase("\"amount\":\"100.00\"", "\"amount\":\"99.00\"", TestName = "another amount")]
    [TestCase("\"payeeAmount\":\"710.00\"", "\"payeeAmount\":\"710.001\"", TestName = "payee amount with too many decimals")]
    [TestCase("\"payeeCurrency\":\"CNY\"", "\"payeeCurrency\":\"EUR\"", TestName = "another payee currency")]
    [TestCase("\"rate\":\"7.1\"", "\"rate\":\"\"", TestName = "a conversion without a rate")]
    [TestCase("\"rate\":\"7.1\"", "\"rate\":\"good\"", TestName = "a rate that is none")]
    [TestCase(",\"debit\":{", ",\"debited\":{", TestName = "no debit")]
    public async Task A_debit_that_contradicts_what_was_asked_is_not_believed(string sound, string spoilt)
    {
        var debit = new Debit(Samples.Register, "USD", 10_000, [new HoldUse(Samples.HoldId, 10_000)], Samples.Payee, "CNY", true);
        var body = $$$"""
            {"key":"{{{Key}}}","kind":"DEBIT","account":"6222000000000001","subAccount":"","at":"2026-11-21T02:00:00Z","outcome":"DONE"
             ,"debit":{"amount":"100.00","currency":"USD","payeeAmount":"710.00","payeeCurrency":"CNY","rate":"7.1"}}
            """;
        var good = await Execute(debit, body);
        Assert.That(good.Value!.Debit, Is.EqualTo(new DebitConfirmation(10_000, 71_000, "CNY", "7.1", new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero))));
        Assert.That((await Execute(debit, body.Replace(sound, spoilt, StringComparison.Ordinal))).Fault, Is.EqualTo(CoreFault.Malformed));
    }

    [Test]
    public async Task A_key_conflict_is_a_defect_and_no_refusal()
    {
        _core.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(409).WithBodyAsJson(Samples.Error("IDEMPOTENCY_CONFLICT")));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.Malformed, "IDEMPOTENCY_CONFLICT")));
    }

    [Test]
    public async Task A_look_up_that_makes_no_sense_sends_nothing()
    {
        _core.Given(Request.Create().UsingGet()).RespondWith(Response.Create().WithStatusCode(404).WithBody("<html/>"));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, true, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.Malformed, "CORE_LOOK_UP")));
        Assert.That(_core.LogEntries, Has.Count.EqualTo(1));
    }

    async Task<CoreResult<Register.Accounts.LiveAccount?>> ReadAccount(string body)
    {
        _core.Given(Request.Create()).RespondWith(Response.Create().WithBody(body));
        using var adapter = new AdapterUnderTest(_core.Url!);
        return await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
    }

    async Task<CoreResult<CoreConfirmation>> Execute(CoreInstruction instruction, string body)
    {
        _core.Given(Request.Create()).RespondWith(Response.Create().WithBody(body));
        using var adapter = new AdapterUnderTest(_core.Url!);
        return await adapter.Core.ExecuteAsync(instruction, Key, false, CancellationToken.None);
    }
}

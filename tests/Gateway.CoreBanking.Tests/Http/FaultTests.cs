using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>How far a call got decides what happens next.</summary>
public sealed class FaultTests
{
    const string Key = "zdz:O1:1:1:1.1";
    const string HoldPath = "/v1/accounts/*/holds/*", OperationPath = "/v1/operations/*", AccountPath = "/v1/accounts/*";
    WireMockServer _core = null!;

    [SetUp]
    public void Start()
    {
        _core = WireMockServer.Start();
        LookUpAnswers(404, Samples.Error("OPERATION_NOT_FOUND"));
    }

    [TearDown]
    public void Stop() => _core.Dispose();

    [Test]
    public async Task When_nothing_listens_the_call_was_not_sent_and_the_retries_end()
    {
        var address = _core.Url!;
        _core.Stop();
        using var adapter = new AdapterUnderTest(address, retries: 2);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.NotSent, "CORE_UNREACHABLE")));
        Assert.That(adapter.Logs.Lines.Count(line => line.Id == 5001), Is.EqualTo(2));
    }

    [Test]
    public async Task When_the_first_send_is_not_answered_the_key_is_asked_and_its_outcome_is_the_answer()
    {
        Change().RespondWith(Response.Create().WithStatusCode(500));
        LookUpAnswers(200, Samples.PutDone(Key));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That(result.Value, Is.EqualTo(new CoreConfirmation(Key, DateTimeOffset.Parse("2026-11-21T02:00:00Z", null), null)));
        Assert.That(Calls(), Is.EqualTo(new[] { "PUT", "GET" }));
    }

    [Test]
    public async Task When_the_core_has_never_seen_the_key_the_change_is_sent_again()
    {
        Change().InScenario("change").WillSetStateTo("mended").RespondWith(Response.Create().WithStatusCode(502));
        Change().InScenario("change").WhenStateIs("mended").RespondWith(Json(200, Samples.PutDone(Key)));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That(result.Ok);
        Assert.That((result.FailedTries, result.LastFailure), Is.EqualTo((1, "SentNoAnswer CORE_STATUS_502")), "people see that it did not go at once");
        Assert.That(Calls(), Is.EqualTo(new[] { "PUT", "GET", "PUT" }));
        Assert.That(Keys(), Is.All.EqualTo(Uri.EscapeDataString(Key)));
    }

    [Test]
    public async Task When_the_look_up_fails_too_nothing_is_sent_again()
    {
        Change().RespondWith(Response.Create().WithStatusCode(500));
        LookUpAnswers(500, Samples.Error("INTERNAL"));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 3);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That(result.Fault, Is.EqualTo(CoreFault.SentNoAnswer));
        Assert.That(Calls().Count(method => method == "PUT"), Is.EqualTo(1));
        Assert.That(Calls().Count(method => method == "GET"), Is.EqualTo(4));
    }

    [Test]
    public async Task When_every_send_stays_unanswered_the_retries_end_with_a_last_look_up()
    {
        Change().RespondWith(Response.Create().WithStatusCode(500));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 2);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That((result.Fault, result.FailedTries), Is.EqualTo((CoreFault.SentNoAnswer, 3)));
        Assert.That(Calls(), Is.EqualTo(new[] { "PUT", "GET", "PUT", "GET", "PUT", "GET" }));
    }

    [Test]
    public async Task A_replay_asks_by_key_before_it_sends()
    {
        Change().RespondWith(Json(200, Samples.PutDone(Key)));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, true, CancellationToken.None);
        Assert.That(result.Ok);
        Assert.That(Calls(), Is.EqualTo(new[] { "GET", "PUT" }));
    }

    [Test]
    public async Task A_replay_of_what_is_done_sends_nothing()
    {
        LookUpAnswers(200, Samples.PutDone(Key));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, true, CancellationToken.None);
        Assert.That(result.Ok);
        Assert.That(Calls(), Is.EqualTo(new[] { "GET" }));
    }

    [Test]
    public async Task A_replay_of_a_refusal_is_the_same_refusal()
    {
        LookUpAnswers(200, new
        {
            key = Key,
            kind = "HOLD_PUT",
            account = Samples.Account,
            subAccount = "",
            at = "2026-11-21T02:00:00Z",
            outcome = "REFUSED",
            refusal = Samples.Error("ACCOUNT_CLOSED"),
        });
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, true, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.Refused, "ACCOUNT_CLOSED")));
    }

    [Test]
    public async Task A_time_out_after_the_send_is_asked_by_key()
    {
        Change().RespondWith(Response.Create().WithStatusCode(200).WithDelay(TimeSpan.FromMinutes(2)));
        LookUpAnswers(200, Samples.PutDone(Key));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 1, ("TimeoutSeconds", 1));
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That(result.Ok);
        Assert.That(Calls(), Does.Contain("GET"));
    }

    [TestCase(404, "HOLD_NOT_FOUND")]
    [TestCase(409, "HOLD_EXISTS")]
    [TestCase(422, "ACCOUNT_CLOSED")]
    public async Task A_coded_no_of_the_core_is_a_refusal_and_final(int status, string code)
    {
        Change().RespondWith(Json(status, Samples.Error(code)));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That((result.Fault, result.Code, result.Message), Is.EqualTo((CoreFault.Refused, code, "words")));
        Assert.That(Calls(), Is.EqualTo(new[] { "PUT" }));
    }

    [TestCase(429, "")]
    [TestCase(503, "1")]
    [TestCase(401, "")]
    [TestCase(403, "")]
    public async Task A_core_that_turns_calls_away_has_done_nothing(int status, string retryAfter)
    {
        var away = Response.Create().WithStatusCode(status);
        Change().InScenario("busy").WillSetStateTo("free").RespondWith(retryAfter.Length == 0 ? away : away.WithHeader("Retry-After", retryAfter));
        Change().InScenario("busy").WhenStateIs("free").RespondWith(Json(200, Samples.PutDone(Key)));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That(result.Ok);
        Assert.That(Calls(), Is.EqualTo(new[] { "PUT", "PUT" }), "no look-up is needed");
    }

    [Test]
    public async Task A_core_that_denies_access_never_refuses_an_order()
    {
        Change().RespondWith(Json(403, Samples.Error("FORBIDDEN")));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.NotSent, "CORE_ACCESS_DENIED")));
    }

    [Test]
    public async Task A_read_is_repeated_until_it_is_answered()
    {
        Read().InScenario("read").WillSetStateTo("mended", 2).RespondWith(Response.Create().WithStatusCode(500));
        Read().InScenario("read").WhenStateIs("mended").RespondWith(Response.Create().WithBody(Samples.AccountJson));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Assert.That(result.Value!.Registers[0].BalanceMinor, Is.EqualTo(1_000_000));
        Assert.That(Calls(), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task A_read_gives_up_after_its_retries()
    {
        Read().RespondWith(Response.Create().WithStatusCode(500));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 2);
        var result = await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.SentNoAnswer, "CORE_STATUS_500")));
        Assert.That(Calls(), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task An_account_that_the_core_does_not_know_is_none()
    {
        Read().RespondWith(Json(404, Samples.Error("ACCOUNT_NOT_FOUND")));
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        Assert.That((result.Ok, result.Value), Is.EqualTo((true, default(Register.Accounts.LiveAccount))));
    }

    [TestCase("../parties")]
    [TestCase("..")]
    [TestCase("6222/holds")]
    [TestCase("6222?x=1")]
    [TestCase("6222\n")]
    [TestCase("")]
    public async Task What_can_be_no_account_number_never_reaches_the_core(string account)
    {
        using var adapter = new AdapterUnderTest(_core.Url!);
        var result = await adapter.Core.ReadAccountAsync(account, CancellationToken.None);
        Assert.That((result.Ok, result.Value), Is.EqualTo((true, default(Register.Accounts.LiveAccount))));
        Assert.That(Calls(), Is.Empty);
    }

    [Test]
    public void Cancelling_ends_the_wait()
    {
        Read().RespondWith(Response.Create().WithDelay(TimeSpan.FromMinutes(2)));
        using var adapter = new AdapterUnderTest(_core.Url!);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.That(async () => await adapter.Core.ReadAccountAsync(Samples.Account, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Logs_name_no_customer()
    {
        Change().RespondWith(Json(422, new { code = "ACCOUNT_CLOSED", message = "张三 6222000000000001" }));
        Read().InScenario("read").WillSetStateTo("strange").RespondWith(Response.Create().WithStatusCode(500));
        Read().InScenario("read").WhenStateIs("strange").RespondWith(Response.Create().WithBody(Samples.AccountJson.Replace("\"CNY\"", "\"张三\"", StringComparison.Ordinal)));
        using var adapter = new AdapterUnderTest(_core.Url!, retries: 1);
        await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        await adapter.Core.ReadAccountAsync(Samples.Account, CancellationToken.None);
        await adapter.Core.FindAccountsAsync(Samples.Holder, CancellationToken.None);
        Assert.That(adapter.Logs.Lines, Is.Not.Empty);
        foreach (var secret in new[] { Samples.Account, Samples.Holder.Name, Samples.Holder.IdNumber })
            Assert.That(adapter.Logs.Lines.Select(line => line.Text), Has.None.Contains(secret));
    }

    IRespondWithAProvider Change() => _core.Given(Request.Create().WithPath(new WildcardMatcher(HoldPath)).UsingPut());

    IRespondWithAProvider Read() => _core.Given(Request.Create().WithPath(new WildcardMatcher(AccountPath)).UsingGet());

    void LookUpAnswers(int status, object body) => _core.Given(Request.Create().WithPath(new WildcardMatcher(OperationPath)).UsingGet()).RespondWith(Json(status, body));

    static IResponseBuilder Json(int status, object body) => Response.Create().WithStatusCode(status).WithBodyAsJson(body);

    string[] Calls() => [.. _core.LogEntries.Select(entry => entry.RequestMessage!.Method)];

    string[] Keys() => [.. _core.LogEntries.Where(entry => entry.RequestMessage!.Method == "PUT").Select(entry => entry.RequestMessage!.Headers!["Idempotency-Key"].ToString())];
}

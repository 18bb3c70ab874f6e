using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Gateway.CoreSim.Check;

/// <summary>Something is not as the contract says.</summary>
internal sealed class CheckFailedException(string why) : Exception(why);

/// <summary>What the gateway relies on, one promise of the contract each. Each check leaves no hold behind.</summary>
internal static class CoreChecks
{
    public static readonly IReadOnlyList<(string Name, Func<CoreProbe, Task> RunAsync)> All =
    [
        ("health says UP", async core => Require((await core.GetAsync("v1/health")).Text("status") == "UP", "status")),
        ("an unknown account is 404 ACCOUNT_NOT_FOUND", async core => Refused(await core.GetAsync("v1/accounts/NOSUCHACCOUNT"), HttpStatusCode.NotFound, "ACCOUNT_NOT_FOUND")),
        ("an account shows holder, registers and amounts of its currency", AccountAsync),
        ("a party is found by name, ID kind and number, and by another name is not", SearchAsync),
        ("a hold is put, changed and removed", HoldAsync),
        ("a hold may exceed the balance, and may be unlimited", LargeHoldAsync),
        ("one key, one effect: the same request gets the first answer", RepeatAsync),
        ("the same key with another content is 409 IDEMPOTENCY_CONFLICT", ConflictAsync),
        ("requests under one key that arrive together have one effect", TogetherAsync),
        ("a refusal is kept under its key", KeptRefusalAsync),
        ("a key is looked up, and one that was never seen is 404 OPERATION_NOT_FOUND", LookUpAsync),
        ("a hold of the same number is 409 HOLD_EXISTS", ExistsAsync),
        ("another currency is 422 CURRENCY_MISMATCH", CurrencyAsync),
        ("changing a hold that is not there is 404 HOLD_NOT_FOUND; removing it is done", NoHoldAsync),
        ("a debit takes the money and lowers its hold in one step", DebitAsync),
        ("a debit is done once", DebitOnceAsync),
        ("a debit beyond its hold is 422 HOLD_EXCEEDED, and uses that do not add up CONSUMES_MISMATCH", DebitRefusedAsync),
        ("transactions come in pages that end, and show the debit", TransactionsAsync),
        ("the feed goes on from its cursor, or is 404 FEED_NOT_FOUND", FeedAsync),
    ];

    static async Task AccountAsync(CoreProbe core)
    {
        var reply = await core.ReadAsync();
        Require(reply.Status == HttpStatusCode.OK && reply.Text("account") == core.Account.Account, "account");
        Require(reply.Body.GetProperty("holder").GetProperty("idNumber").GetString() == core.Account.IdNumber, "holder.idNumber");
        Require(DateTimeOffset.TryParse(reply.Text("asOf"), CultureInfo.InvariantCulture, out _), "asOf");
        var register = await core.RegisterAsync();
        Require(register.GetProperty("currency").GetString() == core.Account.Currency, "currency");
        Require(await core.BalanceAsync() >= 1, "balance: at least 1.00 is needed");
    }

    static async Task SearchAsync(CoreProbe core)
    {
        var found = (await core.SearchAsync(core.Account.Name)).Body.GetProperty("accounts").EnumerateArray();
        Require(found.Any(a => a.GetProperty("account").GetString() == core.Account.Account), "the account is not among the party's");
        Require((await core.SearchAsync("某无此人")).Body.GetProperty("accounts").GetArrayLength() == 0, "found by another name");
    }

    static async Task HoldAsync(CoreProbe core)
    {
        var hold = core.NewHold();
        Done(await core.PutAsync(core.NewKey(), hold, "0.10"), "HOLD_PUT");
        Same(await core.LimitAsync(hold), "0.10");
        Done(await core.ChangeAsync(core.NewKey(), hold, "0.20"), "HOLD_CHANGE");
        Same(await core.LimitAsync(hold), "0.20");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
        Same(await core.LimitAsync(hold), null);
    }

    static async Task LargeHoldAsync(CoreProbe core)
    {
        var hold = core.NewHold();
        Done(await core.PutAsync(core.NewKey(), hold, "999999999.00"), "HOLD_PUT");
        Same(await core.LimitAsync(hold), "999999999.00");
        Done(await core.ChangeAsync(core.NewKey(), hold, null), "HOLD_CHANGE");
        Same(await core.LimitAsync(hold), "unlimited");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task RepeatAsync(CoreProbe core)
    {
        var (key, hold) = (core.NewKey(), core.NewHold());
        var first = await core.PutAsync(key, hold, "0.10");
        Done(await core.ChangeAsync(core.NewKey(), hold, "0.30"), "HOLD_CHANGE");
        var again = await core.PutAsync(key, hold, "0.10");
        Require(again.Status == first.Status && again.Text("at") == first.Text("at"), "another answer");
        Same(await core.LimitAsync(hold), "0.30");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task ConflictAsync(CoreProbe core)
    {
        var (key, hold) = (core.NewKey(), core.NewHold());
        Done(await core.PutAsync(key, hold, "0.10"), "HOLD_PUT");
        Refused(await core.PutAsync(key, hold, "0.11"), HttpStatusCode.Conflict, "IDEMPOTENCY_CONFLICT");
        Same(await core.LimitAsync(hold), "0.10");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task TogetherAsync(CoreProbe core)
    {
        var (key, hold) = (core.NewKey(), core.NewHold());
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => core.PutAsync(key, hold, "0.10")));
        Require(replies.All(r => r.Status == HttpStatusCode.OK && r.Text("at") == replies[0].Text("at")), "answers differ");
        Same(await core.LimitAsync(hold), "0.10");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task KeptRefusalAsync(CoreProbe core)
    {
        var (key, hold) = (core.NewKey(), core.NewHold());
        Refused(await core.ChangeAsync(key, hold, "0.10"), HttpStatusCode.NotFound, "HOLD_NOT_FOUND");
        Done(await core.PutAsync(core.NewKey(), hold, "0.20"), "HOLD_PUT");
        Refused(await core.ChangeAsync(key, hold, "0.10"), HttpStatusCode.NotFound, "HOLD_NOT_FOUND");
        Same(await core.LimitAsync(hold), "0.20");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task LookUpAsync(CoreProbe core)
    {
        var (key, hold) = (core.NewKey(), core.NewHold());
        Refused(await core.OperationAsync(key), HttpStatusCode.NotFound, "OPERATION_NOT_FOUND");
        Done(await core.PutAsync(key, hold, "0.10"), "HOLD_PUT");
        var found = await core.OperationAsync(key);
        Require(found.Text("key") == key && found.Text("kind") == "HOLD_PUT" && found.Text("outcome") == "DONE", "the operation");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task ExistsAsync(CoreProbe core)
    {
        var hold = core.NewHold();
        Done(await core.PutAsync(core.NewKey(), hold, "0.10"), "HOLD_PUT");
        Refused(await core.PutAsync(core.NewKey(), hold, "0.10"), HttpStatusCode.Conflict, "HOLD_EXISTS");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task CurrencyAsync(CoreProbe core) =>
        Refused(await core.PutAsync(core.NewKey(), core.NewHold(), "1", core.Account.Currency == "JPY" ? "USD" : "JPY"), HttpStatusCode.UnprocessableEntity, "CURRENCY_MISMATCH");

    static async Task NoHoldAsync(CoreProbe core)
    {
        Refused(await core.ChangeAsync(core.NewKey(), core.NewHold(), "0.10"), HttpStatusCode.NotFound, "HOLD_NOT_FOUND");
        Done(await core.RemoveAsync(core.NewKey(), core.NewHold()), "HOLD_REMOVE");
    }

    static async Task DebitAsync(CoreProbe core)
    {
        var (hold, before) = (core.NewHold(), await core.BalanceAsync());
        Done(await core.PutAsync(core.NewKey(), hold, "0.03"), "HOLD_PUT");
        var reply = await core.DebitAsync(core.NewKey(), hold, "0.01");
        Done(reply, "DEBIT");
        Require(CoreProbe.Amount(reply.Body.GetProperty("debit").GetProperty("amount")) == 0.01m, "debit.amount");
        Require(await core.BalanceAsync() == before - 0.01m, "balance");
        Same(await core.LimitAsync(hold), "0.02");
        Done(await core.DebitAsync(core.NewKey(), hold, "0.02"), "DEBIT");
        Same(await core.LimitAsync(hold), null);
    }

    static async Task DebitOnceAsync(CoreProbe core)
    {
        var (key, hold, before) = (core.NewKey(), core.NewHold(), await core.BalanceAsync());
        Done(await core.PutAsync(core.NewKey(), hold, "0.02"), "HOLD_PUT");
        foreach (var reply in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => core.DebitAsync(key, hold, "0.02")))) Done(reply, "DEBIT");
        Require(await core.BalanceAsync() == before - 0.02m, "the debtor paid more than once");
        Require((await core.OperationAsync(key)).Body.GetProperty("debit").ValueKind == JsonValueKind.Object, "the look-up shows the debit");
    }

    static async Task DebitRefusedAsync(CoreProbe core)
    {
        var (hold, before) = (core.NewHold(), await core.BalanceAsync());
        Done(await core.PutAsync(core.NewKey(), hold, "0.01"), "HOLD_PUT");
        Refused(await core.DebitAsync(core.NewKey(), hold, "0.02"), HttpStatusCode.UnprocessableEntity, "HOLD_EXCEEDED");
        Refused(await core.DebitAsync(core.NewKey(), hold, "0.02", use: "0.01"), HttpStatusCode.UnprocessableEntity, "CONSUMES_MISMATCH");
        Require(await core.BalanceAsync() == before, "money has gone");
        Done(await core.RemoveAsync(core.NewKey(), hold), "HOLD_REMOVE");
    }

    static async Task TransactionsAsync(CoreProbe core)
    {
        var (cursor, pages, debits) = ("", 0, 0);
        var today = TimeProvider.System.GetUtcNow();
        do
        {
            var page = await core.GetAsync(string.Create(
                CultureInfo.InvariantCulture, $"v1/accounts/{core.Account.Account}/transactions?subAccount=&from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(1):yyyy-MM-dd}&cursor={Uri.EscapeDataString(cursor)}&limit=1"));
            var rows = page.Body.GetProperty("transactions").EnumerateArray().ToList();
            Require(rows.Count <= 1 && (pages++ == 0 || page.Text("nextCursor") != cursor), "the pages do not go on");
            debits += rows.Count(r => r.GetProperty("direction").GetString() == "DEBIT" && CoreProbe.Amount(r.GetProperty("amount")) is 0.01m or 0.02m);
            cursor = page.Text("nextCursor");
        }
        while (cursor.Length > 0 && pages < 10_000);
        Require(debits >= 2, "the debits of these checks are not among them");
    }

    static async Task FeedAsync(CoreProbe core)
    {
        var first = await core.GetAsync("v1/feed?cursor=&limit=1");
        if (first.Status == HttpStatusCode.NotFound)
        {
            Refused(first, HttpStatusCode.NotFound, "FEED_NOT_FOUND");
            return;
        }

        var events = first.Body.GetProperty("events").GetArrayLength();
        var next = first.Text("nextCursor");
        Require(events <= 1, "more than one event");
        if (events == 1) Require((await core.GetAsync($"v1/feed?cursor={Uri.EscapeDataString(next)}&limit=1")).Text("nextCursor") is { Length: > 0 }, "nextCursor");
    }

    static void Done(Reply reply, string kind)
    {
        Require(reply.Status == HttpStatusCode.OK, $"{(int)reply.Status} {reply.Code} in place of 200");
        Require(reply.Text("kind") == kind && reply.Text("outcome") == "DONE", "kind or outcome");
    }

    static void Refused(Reply reply, HttpStatusCode status, string code) =>
        Require(reply.Status == status && reply.Code == code, $"{(int)reply.Status} {reply.Code} in place of {(int)status} {code}");

    static void Same(string? limit, string? expected) => Require(limit == expected, $"the hold's limit is {limit ?? "gone"} in place of {expected ?? "gone"}");

    static void Require(bool holds, string what)
    {
        if (!holds) throw new CheckFailedException(what);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gateway.CoreSim.Contract;

namespace Gateway.CoreSim.Check;

/// <summary>One answer of the implementation.</summary>
internal sealed record Reply(HttpStatusCode Status, JsonElement Body)
{
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    public string Text(string member) => Body.GetProperty(member).GetString() ?? "";
}

/// <summary>The contract's calls as a gateway makes them, one attempt each.</summary>
internal sealed class CoreProbe(HttpClient http, CheckAccount account, Payee payee, CancellationToken cancel)
{
    static readonly DateOnly To = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddYears(1);

    readonly string _run = $"check{TimeProvider.System.GetUtcNow().Ticks}";
    int _keys;

    public CheckAccount Account => account;

    /// <summary>A key that was never used: with what keys have in them, and more.</summary>
    public string NewKey() => $"{_run}:限 a/b%:{++_keys}";

    public string NewHold() => $"{_run}:hold/{++_keys}";

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<Reply> ReadAsync() => GetAsync($"v1/accounts/{account.Account}");

    public Task<Reply> OperationAsync(string key) => GetAsync($"v1/operations/{Uri.EscapeDataString(key)}");

    public Task<Reply> SearchAsync(string name) => SendAsync(HttpMethod.Post, "v1/parties/search", new { name, account.IdKind, account.IdNumber }, null);

    public Task<Reply> PutAsync(string key, string hold, string? limit, string? currency = null) => SendAsync(HttpMethod.Put, HoldPath(hold), Terms(limit, currency), key);

    public Task<Reply> ChangeAsync(string key, string hold, string? limit) => SendAsync(HttpMethod.Patch, HoldPath(hold), Terms(limit, null), key);

    public Task<Reply> RemoveAsync(string key, string hold) => SendAsync(HttpMethod.Delete, HoldPath(hold) + "?subAccount=", null, key);

    public Task<Reply> DebitAsync(string key, string hold, string amount, string? use = null) => SendAsync(HttpMethod.Post, $"v1/accounts/{account.Account}/debits", new
    {
        subAccount = "", account.Currency, amount, consumes = new[] { new { holdId = hold, amount = use ?? amount } }, payee, payeeCurrency = account.Currency, convert = false,
        returnHold = new { holdId = hold + ":returned", to = To },
    }, key);

    /// <summary>The account's own register as it is now.</summary>
    public async Task<JsonElement> RegisterAsync() =>
        (await ReadAsync()).Body.GetProperty("registers").EnumerateArray().Single(r => r.GetProperty("subAccount").GetString() == "");

    public async Task<decimal> BalanceAsync() => Amount((await RegisterAsync()).GetProperty("balance"));

    /// <summary>A hold's limit as text; null: there is no such hold.</summary>
    public async Task<string?> LimitAsync(string hold) => (await RegisterAsync()).GetProperty("holds").EnumerateArray()
        .Where(h => h.GetProperty("holdId").GetString() == hold).Select(h => h.GetProperty("limit").GetString() ?? "unlimited").FirstOrDefault();

    public static decimal Amount(JsonElement text) => decimal.Parse(text.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    object Terms(string? limit, string? currency) => new { subAccount = "", currency = currency ?? account.Currency, limit, to = To };

    string HoldPath(string hold) => $"v1/accounts/{account.Account}/holds/{Uri.EscapeDataString(hold)}";

    async Task<Reply> SendAsync(HttpMethod method, string path, object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: SimJson.Options);
        if (key is not null) request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(key));
        using var response = await http.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return new Reply(response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}

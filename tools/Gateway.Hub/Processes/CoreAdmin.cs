using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Hub.Processes;

/// <summary>What scenarios and tests do to the simulated bank: the core simulator's /admin.</summary>
internal sealed class CoreAdmin(Uri address) : IDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Puts a whole account.</summary>
    public Task PutAccountAsync(string account, object setup, CancellationToken cancel) => SendAsync(HttpMethod.Put, At(account), setup, cancel);

    /// <summary>Money comes in.</summary>
    public Task CreditAsync(string account, string? subAccount, string amount, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, At(account) + "/credit", Movement(subAccount, amount), cancel);

    /// <summary>The customer takes money out; false: the core does not let him.</summary>
    public async Task<bool> WithdrawAsync(string account, string? subAccount, string amount, CancellationToken cancel)
    {
        using var answer = await SendAsync(HttpMethod.Post, At(account) + "/withdraw", Movement(subAccount, amount), cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Json, cancel)).GetProperty("allowed").GetBoolean();
    }

    /// <summary>Sets a claim's amount; one that is not known yet is registered now.</summary>
    public Task SetClaimAsync(string account, string? subAccount, string claim, string amount, string? kind, string? holder, CancellationToken cancel)
    {
        var setting = Movement(subAccount, amount);
        if (kind is not null) setting["kind"] = kind;
        if (holder is not null) setting["holder"] = holder;
        return SendAsync(HttpMethod.Post, $"{At(account)}/claims/{Uri.EscapeDataString(claim)}", setting, cancel);
    }

    /// <summary>The claim is extinguished.</summary>
    public Task EndClaimAsync(string account, string? subAccount, string claim, CancellationToken cancel) =>
        SendAsync(HttpMethod.Delete, $"{At(account)}/claims/{Uri.EscapeDataString(claim)}?subAccount={Uri.EscapeDataString(subAccount ?? "")}", null, cancel);

    /// <summary>Closes the account.</summary>
    public Task CloseAsync(string account, CancellationToken cancel) => SendAsync(HttpMethod.Post, At(account) + "/close", null, cancel);

    /// <summary>Changes what the account is for.</summary>
    public Task SetNatureAsync(string account, string nature, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, At(account) + "/nature", new { nature }, cancel);

    /// <summary>The core's buying rates, by currency.</summary>
    public Task SetRatesAsync(IReadOnlyDictionary<string, string> rates, CancellationToken cancel) => SendAsync(HttpMethod.Post, "admin/rates", rates, cancel);

    /// <summary>Moves the core's clock relative to the machine's.</summary>
    public Task SetClockAsync(long offsetMilliseconds, CancellationToken cancel) => SendAsync(HttpMethod.Post, "admin/clock", new { offsetMilliseconds }, cancel);

    /// <summary>Debits of an order are remitted to another bank and wait to be settled.</summary>
    public Task RemitOrderAsync(string order, CancellationToken cancel) => SendAsync(HttpMethod.Post, "admin/remittances", new { order }, cancel);

    /// <summary>The same for debits to a payee's bank.</summary>
    public Task RemitToBankAsync(string bankNo, CancellationToken cancel) => SendAsync(HttpMethod.Post, "admin/remittances", new { bankNo }, cancel);

    /// <summary>What the payee's bank did with an order's remittances: paid or returned.</summary>
    public Task SettleAsync(string order, string outcome, CancellationToken cancel) => SendAsync(HttpMethod.Post, "admin/settlements", new { order, outcome }, cancel);

    /// <summary>Spoils the next calls of a kind.</summary>
    public Task AddFaultAsync(string at, string fault, int times, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, "admin/faults", new { at, fault, times }, cancel);

    /// <summary>The next calls at a place are kept waiting that long before anything is done.</summary>
    public Task AddDelayAsync(string at, int times, int delayMilliseconds, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, "admin/faults", new { at, fault = "delay", times, delayMilliseconds }, cancel);

    /// <summary>Takes back the faults that were not used up.</summary>
    public Task ClearFaultsAsync(CancellationToken cancel) => SendAsync(HttpMethod.Delete, "admin/faults", null, cancel);

    /// <summary>Every effect that the core had, after a number.</summary>
    public async Task<IReadOnlyList<CoreEffect>> JournalAsync(long after, CancellationToken cancel)
    {
        using var answer = await SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"admin/journal?after={after}"), null, cancel);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Json, cancel)).GetProperty("entries").Deserialize<List<CoreEffect>>(Json)!;
    }

    /// <summary>An account with its holds, as the core has it.</summary>
    public async Task<JsonElement> AccountAsync(string account, CancellationToken cancel)
    {
        using var answer = await SendAsync(HttpMethod.Get, At(account), null, cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Json, cancel);
    }

    /// <summary>Whether the simulator answers yet.</summary>
    public Task<bool> IsReadyAsync(CancellationToken cancel) => Readiness.AnswersAsync(http, "admin/journal?limit=1", cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        var answer = await http.SendAsync(request, cancel);
        if (answer.IsSuccessStatusCode) return answer;
        using (answer) throw new InvalidDataException($"core simulator, {method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
    }

    static string At(string account) => "admin/accounts/" + Uri.EscapeDataString(account);

    static Dictionary<string, string> Movement(string? subAccount, string amount) => new() { ["amount"] = amount, ["subAccount"] = subAccount ?? "" };
}

/// <summary>One effect in the core's journal. Amounts are decimal text; for a hold the amount is its new limit, null for an unlimited one.</summary>
internal sealed record CoreEffect(long No, string Kind, string? Key, string Account, string SubAccount, string Reference, string Currency, string? Amount, string Balance);

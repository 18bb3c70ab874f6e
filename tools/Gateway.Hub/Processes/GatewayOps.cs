using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Hub.Processes;

/// <summary>The gateway's operations door with its development endpoints.</summary>
internal sealed class GatewayOps(Uri address) : IDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Whether the gateway takes orders.</summary>
    public Task<bool> IsReadyAsync(CancellationToken cancel) => Readiness.AnswersAsync(http, "health/ready", cancel);

    /// <summary>Moves the gateway's clock relative to the machine's; what falls due is scheduled before this returns.</summary>
    public async Task SetClockAsync(long offsetMilliseconds, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("dev/clock", new { offsetMilliseconds }, Json, cancel);
        await RequireAsync(answer, cancel);
    }

    /// <summary>Whether nothing is left to do: no open line, inquiry, unanswered order or unsent message.</summary>
    public async Task<bool> IsIdleAsync(CancellationToken cancel) => (await GetAsync("dev/idle", cancel)).GetProperty("idle").GetBoolean();

    /// <summary>How the register of an account or sub-account stands.</summary>
    public async Task<AccountPosition> PositionAsync(string account, string? subAccount, CancellationToken cancel) =>
        (await GetAsync($"dev/accounts/{Uri.EscapeDataString(account)}?subAccount={Uri.EscapeDataString(subAccount ?? "")}", cancel)).Deserialize<AccountPosition>(Json)!;

    /// <summary>A person of the console whose password is known.</summary>
    public async Task AddStaffAsync(string name, string role, string password, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("dev/staff", new { name, role, password }, Json, cancel);
        await RequireAsync(answer, cancel);
    }

    /// <summary>What the gateway says of its audit chain.</summary>
    public Task<JsonElement> VerifyAuditAsync(CancellationToken cancel) => GetAsync("dev/audit/verify", cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    async Task<JsonElement> GetAsync(string path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(path, cancel);
        await RequireAsync(answer, cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Json, cancel);
    }

    static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (!answer.IsSuccessStatusCode)
            throw new InvalidDataException($"gateway, {answer.RequestMessage?.RequestUri?.AbsolutePath}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
    }
}

/// <summary>A register as it stands. Amounts are decimal text in units of the currency.</summary>
internal sealed record AccountPosition(
    string Account, string SubAccount, string Currency, string Balance, string Available, string Held,
    IReadOnlyList<FreezePosition> Freezes, IReadOnlyList<ClaimPosition> Claims);

/// <summary>One live freeze. Requested is empty for the whole account, OrderNo for another authority's.</summary>
internal sealed record FreezePosition(int Rank, string FreezeId, string OrderNo, string Authority, string DocumentNo, string Requested, string Actual, string To);

/// <summary>A live claim or a co-owner's part, and what it keeps back.</summary>
internal sealed record ClaimPosition(string Id, string Kind, string Holder, string Take);

using System.Net.Http.Json;
using System.Text.Json;
using Gateway.CoreSim.Contract;

namespace Gateway.CoreSim.Check;

/// <summary>A test account of the bank that is checked.</summary>
internal sealed record CheckAccount(string Account, string Currency, string Name, string IdKind, string IdNumber);

/// <summary>What the checks work with.</summary>
internal sealed record CheckAccounts(IReadOnlyList<CheckAccount> Accounts, Payee Payee)
{
    static readonly CheckAccounts Simulated = new(
        [new CheckAccount($"CHECK{TimeProvider.System.GetUtcNow().Ticks}", "CNY", "核对用户", "10100", "110101199001010038")], new Payee("甲市人民法院执行款专户", "示例银行", "BK001", "9001"));

    /// <summary>From a file, or made in the simulator.</summary>
    /// <exception cref="JsonException">The file is not as it should be.</exception>
    public static async Task<CheckAccounts> ReadAsync(CheckArguments arguments, HttpClient http, CancellationToken cancel)
    {
        if (arguments.AccountsFile is { } file)
            return JsonSerializer.Deserialize<CheckAccounts>(await File.ReadAllBytesAsync(file, cancel), SimJson.Options) is { Accounts.Count: > 0 } given ? given : throw new JsonException("accounts: none");
        var account = Simulated.Accounts[0];
        using var made = await http.PutAsJsonAsync(
            $"admin/accounts/{account.Account}", new { holder = new { account.Name, account.IdKind, account.IdNumber }, account.Currency, balance = "100.00" }, SimJson.Options, cancel);
        made.EnsureSuccessStatusCode();
        return Simulated;
    }
}

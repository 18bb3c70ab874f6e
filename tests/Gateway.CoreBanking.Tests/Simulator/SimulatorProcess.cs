using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>The core simulator in a process of its own, on a free port and in a folder of its own.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    const string Ready = "core simulator listening on ";
    readonly string _data = Path.Combine(Path.GetTempPath(), $"core-sim-{Guid.NewGuid():N}");
    Process _process = null!;
    Task<string> _output = null!;

    public string Url { get; private set; } = "";
    public HttpClient Http { get; private set; } = null!;

    public static async Task<SimulatorProcess> StartAsync()
    {
        var simulator = new SimulatorProcess();
        await simulator.StartProcessAsync();
        return simulator;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        TestContext.Progress.Write(await _output);
        _process.Dispose();
        Http.Dispose();
    }

    /// <summary>Starts it again on the same data, at a new address.</summary>
    public async Task StartProcessAsync()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Repository.CoreSim, "--listen", "127.0.0.1:0", "--data", _data]) { RedirectStandardOutput = true })!;
        var line = await _process.StandardOutput.ReadLineAsync();
        Assert.That(line, Does.StartWith(Ready));
        Url = line![Ready.Length..];
        Http = new HttpClient { BaseAddress = new Uri(Url) };
        // What else it prints is its errors: they are read, for a full pipe would stop it, and shown when it has ended.
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Puts an account with a standard holder.</summary>
    public Task SetAsync(string account, string balance, string currency = "CNY", object? claims = null, object? otherFreezes = null, object? internalHolds = null,
        object? subAccounts = null, string status = "NORMAL") =>
        PutAsync($"/admin/accounts/{account}", new
        {
            currency,
            balance,
            status,
            claims = claims ?? Array.Empty<object>(),
            otherFreezes = otherFreezes ?? Array.Empty<object>(),
            internalHolds = internalHolds ?? Array.Empty<object>(),
            subAccounts = subAccounts ?? Array.Empty<object>(),
            holder = new { name = Samples.Holder.Name, idKind = Samples.Holder.IdKind, idNumber = Samples.Holder.IdNumber },
        });

    public async Task PostAsync(string path, object body) => (await Http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();

    public async Task PutAsync(string path, object body) => (await Http.PutAsJsonAsync(path, body)).EnsureSuccessStatusCode();

    public async Task DeleteAsync(string path) => (await Http.DeleteAsync(path)).EnsureSuccessStatusCode();

    public Task FaultAsync(string at, string fault, int times = 1) => PostAsync("/admin/faults", new { at, fault, times });

    /// <summary>Whether the customer could draw the amount; if so, it is drawn.</summary>
    public async Task<bool> WithdrawAsync(string account, string amount)
    {
        using var response = await Http.PostAsJsonAsync($"/admin/accounts/{account}/withdraw", new { amount });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("allowed").GetBoolean();
    }

    /// <summary>What the customer could draw from the account itself.</summary>
    public async Task<string> WithdrawableAsync(string account) =>
        (await Http.GetFromJsonAsync<JsonElement>($"/admin/accounts/{account}")).GetProperty("withdrawable").GetProperty("").GetString()!;

    /// <summary>The effects on an account since it was set, as "KIND key amount".</summary>
    public async Task<string[]> JournalAsync(string account)
    {
        var journal = await Http.GetFromJsonAsync<JsonElement>($"/admin/journal?account={account}");
        return [.. journal.GetProperty("entries").EnumerateArray().Where(e => e.GetProperty("kind").GetString() != "SETUP")
            .Select(e => $"{e.GetProperty("kind").GetString()} {e.GetProperty("key").GetString()} {e.GetProperty("amount").GetString() ?? "unlimited"}")];
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_data, true);
    }
}

using System.Text.Json;

namespace Gateway.CoreSim.Check;

/// <summary>Runs the checks against a live implementation of the contract.</summary>
internal static class CoreCheck
{
    /// <returns>0: all passed; 1: some failed; 2: the command is wrong, or nobody answers.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        if (CheckArguments.Parse(args) is not { } arguments)
        {
            await output.WriteLineAsync(CheckArguments.Usage);
            return 2;
        }

        using var http = new HttpClient { BaseAddress = arguments.Url, Timeout = TimeSpan.FromSeconds(30) };
        CheckAccounts accounts;
        try
        {
            accounts = await CheckAccounts.ReadAsync(arguments, http, cancel);
        }
        catch (Exception unready) when (unready is HttpRequestException or IOException or JsonException)
        {
            await output.WriteLineAsync(unready.Message);
            return 2;
        }

        var (passed, failed) = (0, 0);
        foreach (var (name, runAsync) in CoreChecks.All)
        {
            var why = await WhyNotAsync(runAsync, new CoreProbe(http, accounts.Accounts[0], accounts.Payee, cancel));
            await output.WriteLineAsync(why is null ? $"ok {name}" : $"FAILED {name}: {why}");
            if (why is null) passed++;
            else failed++;
        }

        await output.WriteLineAsync($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    static async Task<string?> WhyNotAsync(Func<CoreProbe, Task> runAsync, CoreProbe core)
    {
        try
        {
            await runAsync(core);
            return null;
        }
        catch (Exception wrong) when (wrong is CheckFailedException or HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return wrong.Message.ReplaceLineEndings(" ");
        }
    }
}

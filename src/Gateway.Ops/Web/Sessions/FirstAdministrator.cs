using Gateway.Store.Staff;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Web.Sessions;

/// <summary>Where the password of a new store's first administrator is shown, once.</summary>
public sealed record FirstPassword(Func<string, Task> ShowAsync);

/// <summary>A store without accounts gets its first administrator, as soon as the store can be reached.</summary>
internal sealed class FirstAdministrator(IStaffStore staff, PasswordHashes hashes, FirstPassword first, TimeProvider time, ILogger<FirstAdministrator> log) : BackgroundService
{
    public const string Name = "admin";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // With a store that is there it is done before the process says that it is ready.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryAsync(cancellationToken).ConfigureAwait(false)) await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(stoppingToken).ConfigureAwait(false)) await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> TryAsync(CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return true;
        try
        {
            if ((await staff.ReadStaffAsync(cancel).ConfigureAwait(false)).Count > 0) return true;
            var password = PasswordHashes.NewPassword();
            // Of several processes that start at once, the one that shows it is the one whose password holds.
            if (await staff.AddFirstAsync(Name, hashes.Hash(password), cancel).ConfigureAwait(false))
                await first.ShowAsync($"console: first sign-in as {Name} with the password {password} (shown this once; it must be changed)").ConfigureAwait(false);
            return true;
        }
        catch (Exception away) when (away is not OperationCanceledException) // the edge of the job: without a store nobody can sign in, and the process does its other work
        {
            Log.FirstAdministratorFailed(log, away);
            return false;
        }
    }
}

using System.Data.Common;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Parties;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Store.Registers;

/// <summary>What the configuration says of registers: first content, and the courts' configured seals, which stay the configuration's.</summary>
/// <param name="Zone">The bank's: which day it is decides which courts a channel speaks for.</param>
public sealed record ConfiguredRegisters(IReadOnlyList<RegisterEntry> Entries, IReadOnlyList<Court> Courts, TimeZoneInfo Zone)
{
    /// <summary>From the configured directory and table of protected kinds.</summary>
    public static ConfiguredRegisters Of(CourtDirectory directory, IReadOnlyList<AccountNature> kinds, TimeZoneInfo zone) => new(
        [
            .. directory.Courts.Select(RegisterViews.Entry), .. directory.Channels.Select(RegisterViews.Entry),
            .. directory.Courts.SelectMany(c => c.Funds.Select(f => RegisterViews.Entry(c.Code, f))), .. kinds.Select(RegisterViews.Entry),
        ],
        directory.Courts, zone);
}

/// <summary>
/// Keeps what the process works with as the registers are: enters at start what is configured and new, and looks every second whether anybody, in whatever process, changed
/// something or the bank's day did. So no order and no line reads a register.
/// </summary>
public sealed class RegisterWatch(IRegisterStore store, ConfiguredRegisters configured, CourtBook courts, ProtectedKinds kinds, PartyAmendments amendments, TimeProvider time, ILogger<RegisterWatch> log) : BackgroundService
{
    static readonly RegisterKind[] Watched = [.. RegisterRules.Whole, RegisterKind.Parties];
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    long _version = -1;
    DateOnly _day;

    /// <summary>Enters what is configured, and reads the registers for the first time. Asked for once the store is open.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        foreach (var other in await store.EnterConfiguredAsync(configured.Entries, cancel).ConfigureAwait(false)) log.RegisterDiffers(RegisterSchema.Of(other.Kind).Word, other.Key);
        await LookAsync(cancel).ConfigureAwait(false);
    }

    /// <returns>Whether there was something new.</returns>
    public async Task<bool> LookAsync(CancellationToken cancel)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), configured.Zone).DateTime);
        if (day == _day && await store.ReadRegisterVersionAsync(Watched, cancel).ConfigureAwait(false) == _version) return false;
        var contents = await store.ReadRegistersAsync(Watched, cancel).ConfigureAwait(false);
        courts.Replace(RegisterViews.Directory(contents, configured.Courts, day));
        kinds.Replace(RegisterViews.Kinds(contents));
        amendments.Replace(RegisterViews.Amendments(contents, day));
        if (_version >= 0 && _version != contents.Version) log.RegistersTaken(contents.Version);
        (_version, _day) = (contents.Version, day);
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(false);
            // Until the store was opened the configuration holds, and nothing can be accepted.
            if (_version < 0) continue;
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is DbException or IOException or TimeoutException or InvalidOperationException)
            {
                log.RegistersUnknown(fault);
            }
        }
    }
}

using Gateway.Ops.Privacy;
using Gateway.Register;
using Gateway.Store;
using Gateway.Store.Lookup;

namespace Gateway.Ops.Lookup;

/// <summary>What counter staff tell a customer who objects (19): court, case and officer of each live freeze and recent deduction on the account, and nothing else.</summary>
public sealed class ObjectionLookup(IStore store, ICourtActs acts, Rules rules, TimeProvider time)
{
    /// <summary>How far back deductions are told [D].</summary>
    public static readonly TimeSpan RecentDeductions = TimeSpan.FromDays(180);

    /// <summary>The look is in the audit chain, with who and why, before anything is read.</summary>
    /// <exception cref="ArgumentException">The person or the reason is not named.</exception>
    public async Task<IReadOnlyList<CourtAct>> LookUpAsync(string account, string person, string why, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        await new Looks(store).AtAsync(person, $"lookup:{account}", why, cancel).ConfigureAwait(false);
        var now = time.GetUtcNow();
        return await acts.ReadCourtActsAsync(account, rules.DateOf(now), now - RecentDeductions, cancel).ConfigureAwait(false);
    }
}

using Gateway.Register.Courts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Ops.Acts;

/// <summary>What of a wish means nothing.</summary>
/// <param name="Field">first-order, second-order, order, court or account.</param>
public sealed record ActFault(string Field, string Reason);

/// <summary>Another authority's freeze as people enter it (C27). Limit null: the whole account.</summary>
public sealed record OtherFreezeForm(string Account, string SubAccount, string Authority, string DocumentNo, Register.AuthorityKind AuthorityKind, AssetKind AssetKind, decimal? Limit, DateOnly? From, DateOnly To);

/// <summary>Acts that people raise themselves (C16, C27), whether by command or by call: the task for two people, or what of the wish means nothing.</summary>
public sealed class ActPlan(IDeskStore desk, CourtBook courts)
{
    // The number is the store's to give.
    private static DeskAct NewAct => new() { TaskId = 0 };

    /// <summary>Two freezes on one register change places.</summary>
    /// <param name="account">Which one, where the orders have several freezes; empty: they have not.</param>
    public async Task<(NewDeskTask? Task, ActFault? Fault)> HandOverAsync(string firstOrder, string secondOrder, string account, string basis, CancellationToken cancel)
    {
        var first = await LiveAsync(firstOrder, account, cancel).ConfigureAwait(false);
        if (first.Count == 0) return NoFreeze("first-order");
        var second = await LiveAsync(secondOrder, account, cancel).ConfigureAwait(false);
        if (second.Count == 0) return NoFreeze("second-order");
        var pairs = first.SelectMany(f => second.Where(s => s.Register == f.Register && s.FreezeId != f.FreezeId).Select(s => (First: f, Second: s))).ToList();
        if (pairs.Count != 1) return (null, new ActFault("account", pairs.Count == 0 ? "the two orders have no live freezes on one register" : "the two orders have several freezes: the account must be named"));
        var (one, other) = pairs[0];
        return (new NewDeskTask(DeskTaskKind.HandOver, one.Register.Account, one.Register.SubAccount, NewAct with { FreezeId = one.FreezeId, OtherFreezeId = other.FreezeId }, basis), null);
    }

    /// <summary>A freeze becomes another court's.</summary>
    public async Task<(NewDeskTask? Task, ActFault? Fault)> TransferAsync(string order, string courtCode, string account, string basis, CancellationToken cancel)
    {
        if (courts.Now.FindCourt(courtCode) is not { } court) return (null, new ActFault("court", "is not in the directory"));
        if (!courts.Now.Channels.Any(c => c.SpeaksFor(courtCode))) return (null, new ActFault("court", "no channel speaks for it, so nobody could be told of the freeze"));
        var freezes = await LiveAsync(order, account, cancel).ConfigureAwait(false);
        if (freezes.Count == 0) return NoFreeze("order");
        if (freezes.Count > 1) return (null, new ActFault("account", "the order has several freezes: the account must be named"));
        var freeze = freezes[0];
        return (new NewDeskTask(
            DeskTaskKind.Transfer, freeze.Register.Account, freeze.Register.SubAccount,
            NewAct with { FreezeId = freeze.FreezeId, CourtCode = court.Code, CourtName = court.Name }, basis), null);
    }

    /// <summary>Another authority's freeze that the core does not tell of.</summary>
    public static NewDeskTask Enter(OtherFreezeForm form) => OtherFreeze(DeskTaskKind.EnterOtherFreeze, form.Account, form.SubAccount, Named(form.Authority, form.DocumentNo) with
    {
        AuthorityKind = form.AuthorityKind,
        AssetKind = form.AssetKind,
        Limit = form.Limit,
        From = form.From,
        To = form.To,
    });

    /// <summary>One that was entered is over.</summary>
    public static NewDeskTask End(string account, string subAccount, string authority, string documentNo) => OtherFreeze(DeskTaskKind.EndOtherFreeze, account, subAccount, Named(authority, documentNo));

    private static DeskAct Named(string authority, string documentNo) => NewAct with { Authority = authority, DocumentNo = documentNo };

    private static NewDeskTask OtherFreeze(DeskTaskKind kind, string account, string subAccount, DeskAct act) => new(kind, account, subAccount, act, $"{act.Authority} {act.DocumentNo}");

    private static (NewDeskTask?, ActFault?) NoFreeze(string field) => (null, new ActFault(field, "has no live freeze"));

    private async Task<List<Freeze>> LiveAsync(string order, string account, CancellationToken cancel) =>
        [.. (await desk.ReadFreezesOfOrderAsync(order, cancel).ConfigureAwait(false)).Where(f => f.Live && (account.Length == 0 || f.Register.Account == account))];
}

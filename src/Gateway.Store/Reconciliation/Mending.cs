using Gateway.Store.Desk;

namespace Gateway.Store.Reconciliation;

/// <summary>What a difference means, and what is proposed. Nothing is mended but by two people at the desk.</summary>
public static class Mending
{
    /// <summary>Why it may be so.</summary>
    public static string Cause(DifferenceKind kind) => kind switch
    {
        DifferenceKind.HoldMissing => "the core has lost the hold, or somebody took it away there: the money may go",
        DifferenceKind.HoldUnknown => "the core kept a hold that it was told to remove, or somebody put one under a number of the gateway's",
        DifferenceKind.HoldLimit => "the limit was changed in the core, or a settlement by hand stated what was not so",
        DifferenceKind.HoldEnd => "the last day was changed in the core; it ends nothing there, the register does",
        DifferenceKind.HoldRank => "holds were taken away and put again in the core; the register's rank counts",
        DifferenceKind.MoneyReturned => "a remittance came back and the word of it was lost; its line is queued now",
        DifferenceKind.AccountMissing => "the core has renumbered, moved or deleted the account",
        DifferenceKind.NotCompared => "the account's lines went on and on, or it is parked in the middle of one",
        DifferenceKind.ReceiptsUnacknowledged => "the channel does not fetch, or does not acknowledge",
        _ => "orders were lost on the way, or are counted by another day",
    };

    /// <summary>What is proposed.</summary>
    public static string Proposal(DifferenceKind kind) => kind switch
    {
        DifferenceKind.HoldMissing => "put the hold (reconcile mend)",
        DifferenceKind.HoldUnknown => "remove the hold (reconcile mend)",
        DifferenceKind.HoldLimit or DifferenceKind.HoldEnd => "change the hold to what the register says (reconcile mend)",
        DifferenceKind.HoldRank => "nothing in the core; two people confirm that they have looked (reconcile mend)",
        DifferenceKind.MoneyReturned => "nothing: the next run finds it gone",
        DifferenceKind.AccountMissing => "find out from the core's people where the account went; the freeze has no money under it",
        DifferenceKind.NotCompared => "gateway parked list; another run",
        DifferenceKind.ReceiptsUnacknowledged => "ask the channel's people to fetch again from that sequence",
        _ => "compare order numbers with the hub's people",
    };

    /// <summary>The task that mends it, for two people; null: there is nothing that the gateway could do.</summary>
    public static NewDeskTask? TaskOf(Difference difference)
    {
        var what = difference.What;
        if (what.Kind is not (DifferenceKind.HoldMissing or DifferenceKind.HoldUnknown or DifferenceKind.HoldLimit or DifferenceKind.HoldEnd or DifferenceKind.HoldRank)) return null;
        return new NewDeskTask(
            DeskTaskKind.Mend, what.Account, what.SubAccount, new Register.Orders.DeskAct { TaskId = 0, FreezeId = what.Subject },
            $"{what.Kind} {what.Subject}: register {what.Expected}; core {what.Found}");
    }
}

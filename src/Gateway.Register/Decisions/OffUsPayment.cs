using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Decisions;

/// <summary>How far a remittance to another bank got.</summary>
public enum PaymentState
{
    /// <summary>Deducted and on its way: the payee's bank has not confirmed it.</summary>
    Pending = 1,
    Paid,
    /// <summary>The payee's bank sent it back, before or after it was taken for paid: the sum is on the debtor's account again.</summary>
    Returned,
}

/// <summary>What the core says of a remittance.</summary>
/// <param name="Reference">The payment system's number of it.</param>
/// <param name="Cause">Why it came back, in the bank's words; else empty.</param>
public sealed record PaymentStatus(PaymentState State, string Reference, string Cause = "");

/// <summary>A deduction whose payee has its account at another bank, with everything that is needed should the money come back, however late.</summary>
/// <param name="Key">The debit's idempotency key: by it the core is asked.</param>
/// <param name="OwnFreezeId">The freeze that the deduction took from; null: it took free money alone.</param>
/// <param name="SliceMinor">How much it took from that freeze.</param>
/// <param name="RankTime">The deduction's own place on the account.</param>
/// <param name="Answer">The line's answer, as it stands if the payee's bank confirms.</param>
public sealed record OffUsPayment(
    string Key, OrderKey Order, string LineNo, Debit Debit, string? OwnFreezeId, long SliceMinor, DateTimeOffset RankTime, long Sequence, DateTimeOffset ServiceTime,
    string CourtCode, string CourtName, string CaseNo, string RulingNo, AssetKind AssetKind, LineAnswer Answer, PaymentStatus Status)
{
    /// <summary>KHWDDM and KHWD of the account, for statistics.</summary>
    public string BranchCode { get; init; } = "";
    public string BranchName { get; init; } = "";

    /// <summary>What the number of the hold for a sum that came back ends with. Only the return's own line takes it away.</summary>
    public const string ReturnHoldSuffix = ":returned";

    /// <summary>The key of the debit whose money lies under this hold.</summary>
    public static string KeyOfReturnHold(string holdId) => holdId[..^ReturnHoldSuffix.Length] + ":2.1";

    /// <summary>The freeze that the sum stands under where the freeze that it was taken from is over.</summary>
    public string ReturnFreezeId => $"{Order}:{LineNo}:back";

    /// <summary>
    /// The account as the register is to see it: money that came back and has not found its place yet (its line waits in the account's queue) counts as not there,
    /// so that no freeze behind takes it meanwhile.
    /// </summary>
    public static LiveAccount WithoutReturned(LiveAccount account) =>
        account.Registers.Any(r => r.Holds.Any(IsReturned)) ? account with { Registers = [.. account.Registers.Select(WithoutReturned)] } : account;

    private static LiveRegister WithoutReturned(LiveRegister register) =>
        register with { BalanceMinor = Math.Max(0, register.BalanceMinor - register.Holds.Where(IsReturned).Sum(h => h.LimitMinor ?? 0)) };

    private static bool IsReturned(LiveHold hold) => hold.HoldId.EndsWith(ReturnHoldSuffix, StringComparison.Ordinal);
}

using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Freezes;

namespace Gateway.Register;

// djxx, qlxx, and a register at a moment: for an inquiry (7) and for the bank's own people.
public static partial class FreezeRegister
{
    /// <summary>QLLX of a co-owner's part 共有 (C21).</summary>
    public const string JointShare = "JOINT_SHARE";

    /// <summary>One register as an inquiry of a court shows it, at a moment.</summary>
    public static RegisterAnswer Describe(LiveAccount account, LiveRegister live, RegisterBook book, string courtCode, DateTimeOffset at, Rules rules)
    {
        var queue = FreezeQueue.Of(account, live, book, rules.DateOf(at), rules);
        return new RegisterAnswer
        {
            Key = live.Key,
            Currency = live.Currency,
            CashKind = live.CashKind,
            Kind = live.Kind,
            BalanceMinor = queue.BalanceMinor,
            AvailableMinor = queue.AvailableMinor,
            FreezeCount = queue.Freezes.Count(),
            Freezes = FreezeRecords(queue.Freezes.Where(f => !f.IsOf(courtCode))),
            Claims = ClaimRecords(queue),
        };
    }

    /// <summary>The queue as it stands at a moment, for staff and reconciliation.</summary>
    public static RegisterPosition Position(LiveAccount account, LiveRegister live, RegisterBook book, DateTimeOffset at, Rules rules)
    {
        var queue = FreezeQueue.Of(account, live, book, rules.DateOf(at), rules);
        var freezes = queue.Freezes
            .Select(f => new FreezePosition(f.Rank, f.Freeze?.FreezeId ?? "", f.Freeze?.Order.OrderNo ?? "", f.Authority, f.DocumentNo, f.WantMinor, f.TakeMinor, f.To))
            .ToList();
        return new RegisterPosition(live.Key, live.Currency, queue.BalanceMinor, queue.AvailableMinor, freezes.Sum(f => f.ActualMinor), freezes, ClaimRecords(queue));
    }

    /// <summary>djxx: never with an order number, which belongs to the court that sent it.</summary>
    private static List<FreezeRecord> FreezeRecords(IEnumerable<FreezeEntry> freezes) =>
        freezes.Select(f => new FreezeRecord(f.Rank, f.Authority, f.DocumentNo, f.WantMinor, f.TakeMinor, f.To) { ProductNo = f.ProductNo, Remark = f.Remark }).ToList();

    /// <summary>qlxx: each live claim once, its parts together, in order of its first; then the co-owners.</summary>
    private static List<ClaimRecord> ClaimRecords(FreezeQueue queue)
    {
        var claims = queue.Claims.GroupBy(c => c.Part.ClaimId).Select(parts =>
        {
            var claim = parts.First().Part;
            return new ClaimRecord(0, claim.ClaimId, claim.Kind, claim.Holder, parts.Sum(p => p.Part.AmountMinor), parts.Sum(p => p.TakeMinor), claim.Address, claim.Contact) { ProductNo = claim.ProductNo, Remark = claim.Remark };
        });
        var coOwners = queue.CoOwners.Select(o => new ClaimRecord(0, "", JointShare, o.Owner.Name, o.Owner.Share is null ? null : o.PartMinor, o.PartMinor, "", ""));
        return claims.Concat(coOwners).Select((record, index) => record with { No = index + 1 }).ToList();
    }
}

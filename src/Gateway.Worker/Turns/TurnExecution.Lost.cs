using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;

namespace Gateway.Worker.Turns;

// In a restored store: a line that the core had carried out before is decided again on the account as it was, and what was done counts as done.
internal sealed partial class TurnExecution
{
    /// <summary>What is known of an instruction without asking the core: people said so, or two of them agreed on what the core itself tells of the time before a restore.</summary>
    private static SettledInstruction? FoundOut(AccountTurn turn, int stage, int step) =>
        turn.Settlement?.Instructions.LastOrDefault(s => s.Stage == stage && s.Step == step) ?? turn.Lost?.Done.FirstOrDefault(s => s.Stage == stage && s.Step == step);

    /// <summary>The case before its first look.</summary>
    private static LineCase AsItWas(AccountTurn turn, LineCase line)
    {
        if (turn.Lost is not { } lost || line.Live is not { } live) return line;
        var was = WithBack(live, line, lost.BackMinor);
        return line with { Live = DebitedOf(lost) is { } done ? Fitting(was, line, done, account => TotalOf(turn, line with { Live = account }, null, account)) : was };
    }

    /// <summary>The account before its second look: with the holds that the first had put, which the debit has used up.</summary>
    private static LiveAccount AsItWas(AccountTurn turn, LineCase line, Decision first, LiveAccount held)
    {
        if (turn.Lost is not { } lost) return held;
        var was = WithHolds(turn, WithBack(held, line, lost.BackMinor), line, first);
        return DebitedOf(lost) is { } done ? Fitting(was, line, done, account => TotalOf(turn, line, first, account)) : was;
    }

    private static long? DebitedOf(LostWork lost) => lost.Done.FirstOrDefault(s => s.Confirmed is not null)?.Confirmed!.AmountMinor;

    private static LiveAccount WithBack(LiveAccount live, LineCase line, long backMinor) => With(live, line, r => r with { BalanceMinor = r.BalanceMinor + backMinor });

    private static LiveAccount WithHolds(AccountTurn turn, LiveAccount live, LineCase line, Decision first) => With(live, line, r => r with
    {
        Holds = [.. r.Holds, .. first.Instructions.OfType<PutHold>().Where((p, i) => FoundOut(turn, 1, i + 1) is { Done: true } && r.Holds.All(h => h.HoldId != p.HoldId)).Select(p => new LiveHold(p.HoldId, p.LimitMinor, p.To))],
    });

    private static LiveAccount With(LiveAccount live, LineCase line, Func<LiveRegister, LiveRegister> change) =>
        live with { Registers = [.. live.Registers.Select(r => r.Key.SubAccount == line.Line.SubAccount ? change(r) : r)] };

    /// <summary>
    /// Money came and went since the debit: the balance at which the rules take what was taken. What they take never falls while the balance rises, so halving finds it; where no balance does,
    /// the account stays as it is, and the line stops at an invariant.
    /// </summary>
    private static LiveAccount Fitting(LiveAccount was, LineCase line, long done, Func<LiveAccount, long> total)
    {
        if (total(was) == done || was.Find(line.Line.SubAccount) is not { } register) return was;
        var (low, high) = (0L, register.BalanceMinor + done);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (total(At(middle)) < done) low = middle + 1;
            else high = middle;
        }

        return total(At(low)) == done ? At(low) : was;

        LiveAccount At(long balance) => With(was, line, r => r with { BalanceMinor = balance });
    }

    /// <summary>What would be debited.</summary>
    private static long TotalOf(AccountTurn turn, LineCase line, Decision? decided, LiveAccount account)
    {
        var first = decided ?? FreezeRegister.Decide(line);
        if (!first.ThenDebit) return 0;
        return FreezeRegister.DecideDebit(line, first, WithHolds(turn, account, line, first)).Deduction?.AmountMinor ?? 0;
    }
}

using System.Globalization;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;

namespace Gateway.Ops.Parking;

/// <summary>Settling a parked account's line by hand: one person states with evidence what the core really did, another confirms at the desk, and the line's outcome follows from it.</summary>
public sealed class SettlementDesk(IStore store, IDeskStore desk, TimeProvider clock)
{
    /// <summary>The line that an account stopped at, with what the core was to be asked for; null: nothing waits.</summary>
    public Task<AccountTurn?> ReadAsync(string account, CancellationToken cancel) => store.OpenTurnAsync(account, cancel);

    /// <summary>What the line's instructions are decided in, in the order of their stages; none: the core was not asked yet.</summary>
    public static IEnumerable<TurnIntent> Intents(AccountTurn turn) => new[] { turn.First, turn.Debit, turn.AfterRefusal, turn.Provisional }.OfType<TurnIntent>();

    /// <param name="stated">None: nothing was asked of the core, and nothing will be.</param>
    /// <param name="proposal">Who, why (its note), and the evidence.</param>
    public async Task<SettlementProposal> ProposeAsync(string account, IReadOnlyList<StatedInstruction> stated, DeskProposal proposal, CancellationToken cancel)
    {
        if (await store.OpenTurnAsync(account, cancel).ConfigureAwait(false) is not { } turn) return SettlementProposal.Refused(SettlementFault.NoLine);
        if (turn.ParkedCause is null) return SettlementProposal.Refused(SettlementFault.NotParked);
        if (proposal.Note.Length == 0) return SettlementProposal.Refused(SettlementFault.NoteMissing);
        if (stated.Count == 0 && turn.Order is null) return SettlementProposal.Refused(SettlementFault.OwnLine);
        if (stated.Count == 0 && Intents(turn).Any()) return SettlementProposal.Refused(SettlementFault.AskedAlready);
        var settled = new List<SettledInstruction>();
        foreach (var one in stated)
        {
            if (Settled(turn, one, out var instruction) is { } fault) return SettlementProposal.Refused(fault, one);
            settled.Add(instruction!);
        }

        var task = new NewDeskTask(DeskTaskKind.Settle, account, turn.Line.SubAccount, new DeskAct { TaskId = 0, Settled = settled }, proposal.Note)
        {
            LineId = turn.LineId,
            Order = turn.Order,
            LineNo = turn.Line.LineNo,
        };
        var (id, refused) = await desk.OpenTaskAsync(task, proposal, cancel).ConfigureAwait(false);
        return new SettlementProposal(id, null, null, refused);
    }

    private SettlementFault? Settled(AccountTurn turn, StatedInstruction stated, out SettledInstruction? settled)
    {
        settled = null;
        if (Intents(turn).FirstOrDefault(i => i.Stage == stated.Stage)?.Decision.Instructions.ElementAtOrDefault(stated.Step - 1) is not { } instruction) return SettlementFault.NoSuchInstruction;
        long? payeeAmount = null;
        if (instruction is Debit debit && debit.PayeeCurrency != debit.Currency && stated.Done)
        {
            var read = decimal.TryParse(stated.PayeeAmount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount);
            payeeAmount = read ? Currencies.ToMinor(amount, debit.PayeeCurrency) : null;
            if (payeeAmount is null) return SettlementFault.PayeeAmount;
            if (stated.Rate.Length == 0) return SettlementFault.Rate;
        }

        settled = new SettledInstruction(stated.Stage, stated.Step, stated.Done, payeeAmount, stated.Rate, clock.GetUtcNow());
        return null;
    }
}

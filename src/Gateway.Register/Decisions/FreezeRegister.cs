using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;

namespace Gateway.Register;

/// <summary>The law of the freeze register as pure functions (DOMAIN 4 and 5). No I/O, no clock.</summary>
public static partial class FreezeRegister
{
    /// <summary>First look: refuse with the first failing check, or say what the core must do.</summary>
    public static Decision Decide(LineCase line) => throw new NotSupportedException();

    /// <summary>Second look of a deduction, after its holds were confirmed and the account was read again (C14e): what is really debited and what becomes of the holds.</summary>
    public static Decision DecideDebit(LineCase line, Decision first, LiveAccount afterHold) => throw new NotSupportedException();

    /// <summary>The core refused an instruction: take back what was put, and answer CORE_REFUSED; a freeze that a deduction was to follow (08) stays.</summary>
    public static Decision DecideAfterRefusal(LineCase line, Decision first, Decision? debit, int refusedInstruction) => throw new NotSupportedException();

    /// <summary>The book after the core confirmed a decision's instructions.</summary>
    public static RegisterBook Apply(RegisterBook book, Decision decision) => throw new NotSupportedException();

    /// <summary>What the court is told, derived from the register after the core confirmed (I6). <paramref name="confirmed"/> is the last debit's confirmation, if there was one.</summary>
    public static LineAnswer Answer(LineCase line, Decision final, RegisterBook after, LiveAccount? liveAfter, DebitConfirmation? confirmed) => throw new NotSupportedException();

    /// <summary>One register as an inquiry of a court shows it, at a moment.</summary>
    public static RegisterAnswer Describe(LiveAccount account, LiveRegister live, RegisterBook book, string courtCode, DateTimeOffset at, Rules rules) => throw new NotSupportedException();

    /// <summary>The queue as it stands at a moment, for staff and reconciliation.</summary>
    public static RegisterPosition Position(LiveAccount account, LiveRegister live, RegisterBook book, DateTimeOffset at, Rules rules) => throw new NotSupportedException();
}

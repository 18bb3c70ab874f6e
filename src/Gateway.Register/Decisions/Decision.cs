using System.Globalization;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Decisions;

/// <summary>Everything that one line is decided from.</summary>
/// <param name="Order">The order's key; not read for an expiry line.</param>
/// <param name="Header">The order that the line belongs to; null for the bank's own expiry line.</param>
/// <param name="DocumentRefusal">What the review of documents, seals and officer IDs found against the order; null: nothing.</param>
/// <param name="Court">The ordering court as registered: one of <paramref name="AllCourts"/>; null where it is not, or for an expiry line.</param>
/// <param name="AllCourts">The directory, to tell another court's fund account from an unknown one (C13b).</param>
/// <param name="Live">The account as the core shows it now; null: the core knows no such account.</param>
/// <param name="Book">The register that the line names, as stored.</param>
/// <param name="ServiceTime">Time of service (16): terms and expiry are judged at it.</param>
/// <param name="RankTime">Service time, or the arrival where a line that was served later was executed already (<see cref="ServiceTimes.RankOf"/>).</param>
/// <param name="Sequence">The account's next sequence.</param>
public sealed record LineCase(
    OrderKey Order,
    ControlLine Line,
    Order? Header,
    Reason? DocumentRefusal,
    Court? Court,
    CourtDirectory AllCourts,
    LiveAccount? Live,
    RegisterBook Book,
    DateTimeOffset ServiceTime,
    DateTimeOffset RankTime,
    long Sequence,
    Rules Rules)
{
    /// <summary>What the review of documents named as the fault; goes into the answer with <see cref="DocumentRefusal"/>.</summary>
    public string DocumentRefusalDetail { get; init; } = "";

    /// <summary>What acceptance noted of the order.</summary>
    public IReadOnlyList<OrderNote> Notes { get; init; } = [];

    /// <summary>For an 08 that was led from the account that holds an other asset to its linked one alone: the holding account as the core shows it now; null: it is gone, or there is none.</summary>
    public LiveAccount? Holding { get; init; }

    /// <summary>What two people decided, where the line waited for them; null: they were not asked.</summary>
    public ReviewOutcome? Review { get; init; }

    /// <summary>Whether two people looked at it and said yes: what they were asked about is no reason any more.</summary>
    public bool Approved => Review?.Verdict == ReviewVerdict.Approved;

    /// <summary>The number of the freeze that this line makes, and of its hold in the core.</summary>
    public string FreezeId => $"{Order}:{Line.LineNo}";

    /// <summary>The idempotency key of one instruction.</summary>
    /// <param name="line">What the line's keys begin with; a court's line: <see cref="FreezeId"/>.</param>
    /// <param name="step">From 1, in the order of the decision's instructions.</param>
    public static string CoreKey(string line, int stage, int step) => string.Create(CultureInfo.InvariantCulture, $"{line}:{stage}.{step}");
}

/// <summary>What is to be done for a line: a refusal with its reason, or core instructions in order.</summary>
public sealed record Decision
{
    /// <summary>Why nothing is done; null: the instructions are carried out.</summary>
    public Reason? Refusal { get; init; }
    /// <summary>The line is not for the account that it names: it takes its place in the queue of this one, the funds account linked to its other asset (11), and is decided there.</summary>
    public string? RouteTo { get; init; }
    /// <summary>Carried out one after another, each under its own idempotency key.</summary>
    public IReadOnlyList<CoreInstruction> Instructions { get; init; } = [];
    /// <summary>Two people decide first. The instructions and the new freeze, if there are any, act at once: the provisional limit freeze.</summary>
    public ReviewNeed? Review { get; init; }
    /// <summary>After the instructions the account is read again and <see cref="FreezeRegister.DecideDebit"/> says what is really debited (C14e).</summary>
    public bool ThenDebit { get; init; }
    /// <summary>The freeze that the line makes, if it does.</summary>
    public Freeze? NewFreeze { get; init; }
    /// <summary>What happens to freezes that were there before, and to the new one, once the core has confirmed.</summary>
    public IReadOnlyList<FreezeChange> Changes { get; init; } = [];
    /// <summary>Another authority's freeze that is entered, or the hold number of one that is lifted (C27).</summary>
    public EnteredFreeze? EnteredFreeze { get; init; }
    public string? EndedOtherFreeze { get; init; }
    /// <summary>Money taken, once the core has confirmed.</summary>
    public Deduction? Deduction { get; init; }
    /// <summary>The freeze of its own that a renewal, release or deduction acts on.</summary>
    public string? OriginalFreezeId { get; init; }
    /// <summary>Minor units: JE of a freeze or deduction; what a release sets free of the limit. Null: a whole account.</summary>
    public long? AskedMinor { get; init; }
    /// <summary>Why a part was not deducted, or a deduction behind a freeze (08) failed; null: nothing is missing.</summary>
    public Reason? ShortfallReason { get; init; }
    /// <summary>What the refusal or the shortfall points at: the legal basis of a protected kind, holder and amount of the claim, authority and document of the prior freeze.</summary>
    public string ReasonDetail { get; init; } = "";
    /// <summary>A in the moment of the act: for 08 what the new freeze held before its debit, for a release what the freeze held before it; minor units.</summary>
    public long? ActualBeforeDebitMinor { get; init; }
}

/// <summary>One change that the core is asked to make. Each carries the register that it acts on.</summary>
public abstract record CoreInstruction(RegisterKey Register);

/// <summary>Put a limit hold, in minor units of Currency: the register's, and the core refuses another. LimitMinor null: unlimited (whole account).</summary>
public sealed record PutHold(RegisterKey Register, string HoldId, string Currency, long? LimitMinor, DateOnly To) : CoreInstruction(Register)
{
    /// <summary>JRCPBH of an other asset whose proceeds the hold catches (11): the core may freeze its units too (C25). Empty: none.</summary>
    public string ProductNo { get; init; } = "";
}

/// <summary>Set a hold's limit, in minor units of Currency, and its last day.</summary>
public sealed record ChangeHold(RegisterKey Register, string HoldId, string Currency, long? LimitMinor, DateOnly To) : CoreInstruction(Register);

/// <summary>Take a hold away. A hold that is not there any more is no error.</summary>
public sealed record RemoveHold(RegisterKey Register, string HoldId) : CoreInstruction(Register);

/// <summary>Debit and lower the named holds in the same step; the sum of Consumes is AmountMinor, both in minor units of Currency, the register's. PayeeCurrency is what the payee gets: another one only with Convert.</summary>
public sealed record Debit(RegisterKey Register, string Currency, long AmountMinor, IReadOnlyList<HoldUse> Consumes, Payee Payee, string PayeeCurrency, bool Convert) : CoreInstruction(Register)
{
    /// <summary>The hold under which the sum lies if the payee's bank sends it back: the core puts it in the step that brings the money back. Null in what was decided before there was one.</summary>
    public ReturnHold? ReturnHold { get; init; }
}

/// <summary>The number and last day of the hold for a sum that comes back.</summary>
public sealed record ReturnHold(string HoldId, DateOnly To);

/// <summary>How much of a debit comes out of which hold, in minor units.</summary>
public sealed record HoldUse(string HoldId, long AmountMinor);

/// <summary>What the core confirmed of a debit: minor units out of the account, what the payee gets in its currency, rate as text (empty without conversion).</summary>
public sealed record DebitConfirmation(long AmountMinor, long PayeeAmountMinor, string PayeeCurrency, string Rate, DateTimeOffset At)
{
    /// <summary>C24: interest that the core settled for a part early withdrawal, in minor units of the account's currency, apart from the amount; null: none is reported.</summary>
    public long? InterestMinor { get; init; }
    /// <summary>The sum goes to another bank: how far it got. Null: it is on the payee's account here.</summary>
    public PaymentStatus? Payment { get; init; }
}

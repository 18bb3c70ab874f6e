using Gateway.Register.Orders;

namespace Gateway.Register.Decisions;

/// <summary>Why a line, or an inquiry, waits for two people (DOMAIN 4, "In review").</summary>
public enum ReviewRule
{
    /// <summary>Ingress:UnreadableDocument: a document without text, which only people can hold against the order.</summary>
    UnreadableDocument,
    /// <summary>Rules:UnknownOfficer: an officer who was not seen before (3).</summary>
    UnknownOfficer,
    /// <summary>Rules:ProtectedAccount: a protected kind (DOMAIN 5).</summary>
    ProtectedAccount,
    /// <summary>Rules:UnknownPayee: a payee that the directory does not know, named in the sealed notice (C13b).</summary>
    UnknownPayee,
    /// <summary>Review:Measures: people look at everything of this measure.</summary>
    ManualMode,
    /// <summary>Review:DeductionsAlwaysManual.</summary>
    DeductionsManual,
    /// <summary>Review:Amounts: more than the threshold of the currency, or a whole account.</summary>
    AmountAboveThreshold,
    /// <summary>Review:AccountKinds.</summary>
    AccountKind,
    /// <summary>Review:JointAccount: there are co-owners (C21).</summary>
    JointAccount,
    /// <summary>Review:Mismatch: a document contradicts the order.</summary>
    DocumentMismatch,
    /// <summary>Review:Mismatch: the party agrees with the holder in name or number alone (5).</summary>
    PartyMismatch,
    /// <summary>Review:FirstOrder: a court that never ordered before.</summary>
    FirstOrder,
    /// <summary>Channels:n:UnsealedDocuments = review: a ruling or notice without a seal that can be verified.</summary>
    UnsealedDocument,
}

/// <summary>What people are asked, and on what ground: every rule that fired, the basis of each in one text.</summary>
/// <param name="PayeeCurrency">For an unknown payee: the currency that it would be entered with; else empty.</param>
public sealed record ReviewNeed(IReadOnlyList<ReviewRule> Rules, string Basis, string PayeeCurrency);

/// <summary>What two people decided.</summary>
public enum ReviewVerdict
{
    Approved,
    Rejected,
    /// <summary>退回: the court may send the order again with other documents (C30).</summary>
    Returned,
}

/// <summary>The decision of a review. Note goes into the receipt of what was rejected or returned.</summary>
public sealed record ReviewOutcome(ReviewVerdict Verdict, string Note)
{
    /// <summary>What the receipt says of a rejection or a return.</summary>
    public string Detail => Verdict == ReviewVerdict.Returned ? ReturnWords.Marked(Note) : Note;
}

/// <summary>What acceptance noted of an order for its lines: no fault, but something that a rule may want people to see.</summary>
public enum OrderNoteKind
{
    /// <summary>A document has no text to read.</summary>
    DocumentUnreadable,
    /// <summary>The officer was not seen before.</summary>
    OfficerNew,
    /// <summary>The sealed notice names the line's payee, with the court's name as holder.</summary>
    PayeeNamed,
    /// <summary>A document contradicts the order, and people are to judge it.</summary>
    DocumentMismatch,
    /// <summary>The court never ordered before.</summary>
    CourtNew,
    /// <summary>A ruling or notice bears no seal that can be verified, and people are to judge it.</summary>
    DocumentUnsealed,
    /// <summary>The same, taken because the channel's dedicated line is trusted.</summary>
    DocumentTrusted,
}

/// <summary>One such note. LineNo is empty where it is of the whole order.</summary>
public sealed record OrderNote(OrderNoteKind Kind, string LineNo, string Detail);

using Gateway.Register.Orders;
using Gateway.Sealing;

namespace Gateway.Ops.Documents;

/// <summary>What a seal is looked at for, in the order in which verification looks.</summary>
public enum SealCheckStep
{
    /// <summary>The container and the signature can be read and are of a kind that is taken.</summary>
    Form,
    /// <summary>The document is as it was when it was sealed.</summary>
    Untouched,
    /// <summary>The signature is the certificate's.</summary>
    Signature,
    /// <summary>The seal is its maker's, and valid when it was put.</summary>
    Seal,
    /// <summary>The certificate comes from an authority that is trusted, was valid, may sign and was not revoked.</summary>
    Certificate,
    /// <summary>The signing time is possible.</summary>
    Time,
    /// <summary>Certificate and seal speak for the ordering court, by the register.</summary>
    Court,
}

/// <summary>One check; Passed null: it was not reached, because one before it failed.</summary>
public sealed record SealCheck(SealCheckStep Step, bool? Passed);

/// <summary>How a signature stands to the ordering court by the register as it is now.</summary>
public enum SealOwner { OrderingCourt, OtherCourt, Unknown }

/// <summary>A document with what verification finds now: certificates may have been revoked and registers changed since it was accepted.</summary>
/// <param name="Verdict">Null: it bears no seal.</param>
/// <param name="Owners">Of each signer of the verdict.</param>
public sealed record DocumentFinding(CourtDocument Document, DocumentShape Shape, SealVerdict? Verdict, IReadOnlyList<SealOwner> Owners);

/// <summary>What an order says that its documents must say too.</summary>
public enum ComparedItem { Court, CaseNo, Account, Amount, PayeeAccount }

/// <summary>One of these, and whether each document that is read names it; null: it has no text, or need not name it.</summary>
/// <param name="LineNo">Empty: of the order itself.</param>
/// <param name="Said">As the order says it.</param>
/// <param name="Named">One for each of <see cref="DocumentComparison.Documents"/>.</param>
public sealed record ComparedRow(ComparedItem Item, string LineNo, string Said, IReadOnlyList<bool?> Named);

/// <summary>An order beside its documents.</summary>
/// <param name="Documents">Those that are read: rulings and notices.</param>
public sealed record DocumentComparison(IReadOnlyList<CourtDocument> Documents, IReadOnlyList<ComparedRow> Rows);

/// <summary>Looks at an order's documents as the review of documents does, for people to see what it found.</summary>
public interface ICourtDocuments
{
    /// <summary>Each document's seal as it verifies now.</summary>
    Task<IReadOnlyList<DocumentFinding>> FindAsync(Order order, CancellationToken cancel);

    /// <summary>The order's data against the text of its documents.</summary>
    Task<DocumentComparison> CompareAsync(Order order, CancellationToken cancel);
}

using Gateway.Register.Courts;

namespace Gateway.Store.Seals;

/// <summary>The register of courts' seals as far as people or the first use filled it (two people: IDeskStore), and what the archive knows of a document's first acceptance.</summary>
public interface ICourtSealStore
{
    /// <summary>Rises with every change of the register, whichever process made it; 0 for an empty one. Cheap enough for every order.</summary>
    Task<long> ReadSealVersionAsync(CancellationToken cancel);

    /// <summary>All entries in the order in which they were made.</summary>
    Task<EnteredSeals> ReadSealsAsync(CancellationToken cancel);

    /// <summary>
    /// Enters a court's seal on its first use, with its audit entry; false, and nothing is written, if the court has or had an entry already, or the certificate
    /// or the seal has one.
    /// </summary>
    /// <param name="subject">The order that it came with, for the audit chain.</param>
    Task<bool> EnterFirstSealAsync(CourtSeal seal, string holder, string remark, string subject, CancellationToken cancel);

    /// <summary>When an order with this document was first accepted without a finding, so that its seals held then; null: not known.</summary>
    /// <param name="key">SM3 (lower-case hex) of the detached seal, or of the document that carries its seal.</param>
    Task<DateTimeOffset?> FindFirstAcceptanceAsync(string key, CancellationToken cancel);
}

using Gateway.Register.Courts;
using Gateway.Store.Seals;

namespace Gateway.Store.Relational;

// The register of courts' seals.
public abstract partial class RelationalStore : ICourtSealStore
{
    /// <inheritdoc/>
    public Task<long> ReadSealVersionAsync(CancellationToken cancel) => ReadAsync(CourtSealSteps.VersionAsync, cancel);

    /// <inheritdoc/>
    public Task<EnteredSeals> ReadSealsAsync(CancellationToken cancel) => ReadAsync(CourtSealSteps.ReadAsync, cancel);

    /// <inheritdoc/>
    public Task<bool> EnterFirstSealAsync(CourtSeal seal, string holder, string remark, string subject, CancellationToken cancel) =>
        WriteAsync(s => CourtSealSteps.EnterFirstAsync(s, seal, holder, remark, subject), cancel);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> FindFirstAcceptanceAsync(string key, CancellationToken cancel) => ReadAsync(s => DocumentIndex.FirstAcceptanceAsync(s, key), cancel);
}

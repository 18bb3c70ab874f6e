using Gateway.Register.Freezes;
using Gateway.Store.Batching;
using Gateway.Store.Desk;

namespace Gateway.Store.Relational;

// The desk's side of the store.
public abstract partial class RelationalStore : IDeskStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DeskTask>> ReadTasksAsync(DeskFilter filter, int max, CancellationToken cancel) => ReadAsync(s => DeskQueries.ListAsync(s, filter, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeskTask>> ReadOverdueAsync(int max, CancellationToken cancel) => ReadAsync(s => DeskQueries.OverdueAsync(s, _clock.GetUtcNow(), max), cancel);

    /// <inheritdoc/>
    public Task<DeskTask?> FindTaskAsync(long taskId, CancellationToken cancel) =>
        ReadAsync(async s => (await DeskQueries.FindAsync(s, taskId).ConfigureAwait(false))?.Task, cancel);

    /// <inheritdoc/>
    public Task<(long TaskId, DeskFault? Fault)> OpenTaskAsync(NewDeskTask task, DeskProposal proposal, CancellationToken cancel) =>
        WriteWithAsync(Evidence(task, proposal), (s, evidence) => DeskSteps.OpenAsync(s, task, proposal, evidence), Urgency.Ordinary, cancel);

    /// <inheritdoc/>
    public Task<DeskFault?> ProposeAsync(long taskId, DeskProposal proposal, CancellationToken cancel) =>
        WriteWithAsync(Evidence(proposal), (s, evidence) => DeskSteps.ProposeAsync(s, taskId, proposal, evidence), Urgency.Ordinary, cancel);

    /// <inheritdoc/>
    public Task<DeskFault?> ConfirmAsync(long taskId, string checker, CancellationToken cancel) => WriteAsync(s => DeskSteps.ConfirmAsync(s, taskId, checker), cancel);

    /// <inheritdoc/>
    public Task<DeskFault?> RefuseAsync(long taskId, string checker, string note, CancellationToken cancel) =>
        WriteAsync(s => DeskSteps.RefuseAsync(s, taskId, checker, note), cancel);

    /// <inheritdoc/>
    public Task<bool> RedriveAsync(string account, string person, CancellationToken cancel) =>
        WriteAsync(s => AccountSteps.SetParkedAsync(s, account, null, Audit.Person(person)), Urgency.Control, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Freeze>> ReadFreezesOfOrderAsync(string orderNo, CancellationToken cancel) => ReadAsync(s => DeskQueries.FreezesOfOrderAsync(s, orderNo), cancel);

    static Dictionary<string, byte[]> Evidence(NewDeskTask task, DeskProposal proposal)
    {
        var evidence = Evidence(proposal);
        foreach (var (key, scan) in task.Scans) evidence[key] = scan;
        return evidence;
    }

    static Dictionary<string, byte[]> Evidence(DeskProposal proposal) =>
        proposal.EvidenceKey.Length == 0 ? [] : new Dictionary<string, byte[]>(StringComparer.Ordinal) { [proposal.EvidenceKey] = proposal.Evidence };
}

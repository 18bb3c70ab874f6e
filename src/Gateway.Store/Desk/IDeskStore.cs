using Gateway.Register.Freezes;

namespace Gateway.Store.Desk;

/// <summary>
/// The desk: whatever two people decide. A maker proposes, a checker – somebody else – confirms or refuses. Each step is one transaction with its audit entry;
/// what a confirmed decision sets going reaches the workers through the outbox, whichever process confirmed it. Nothing is ever decided by a deadline.
/// </summary>
public interface IDeskStore
{
    /// <summary>Tasks by number, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<DeskTask>> ReadTasksAsync(DeskFilter filter, int max, CancellationToken cancel);

    /// <summary>Tasks that are past their time and not decided, longest first, at most <paramref name="max"/>: an alarm, never a decision.</summary>
    Task<IReadOnlyList<DeskTask>> ReadOverdueAsync(int max, CancellationToken cancel);

    Task<DeskTask?> FindTaskAsync(long taskId, CancellationToken cancel);

    /// <summary>A task that people raise themselves, proposed in the same step.</summary>
    /// <returns>The task's number, or why it was not opened.</returns>
    Task<(long TaskId, DeskFault? Fault)> OpenTaskAsync(NewDeskTask task, DeskProposal proposal, CancellationToken cancel);

    Task<DeskFault?> ProposeAsync(long taskId, DeskProposal proposal, CancellationToken cancel);

    /// <summary>The checker agrees: the decision stands and is carried out. An act is done once its line has come to its outcome; one that is refused is open to people again.</summary>
    Task<DeskFault?> ConfirmAsync(long taskId, string checker, CancellationToken cancel);

    /// <summary>The checker does not agree: the task is open again, for any maker.</summary>
    Task<DeskFault?> RefuseAsync(long taskId, string checker, string note, CancellationToken cancel);

    /// <summary>A person lets a parked account go on: it is tried at once, whichever process works on it. False: it is not parked.</summary>
    Task<bool> RedriveAsync(string account, string person, CancellationToken cancel);

    /// <summary>Every freeze that an order of this number made, of whatever channel, live or ended.</summary>
    Task<IReadOnlyList<Freeze>> ReadFreezesOfOrderAsync(string orderNo, CancellationToken cancel);
}

namespace Gateway.Store.Emergency;

/// <summary>Pauses (22), and what waits for their end. Ending one is a task at the desk.</summary>
public interface IPauseStore
{
    /// <summary>Pauses that hold, or whose waiting work was not sent to the workers again yet; with <paramref name="endedToo"/> all, newest last.</summary>
    Task<IReadOnlyList<Pause>> ReadPausesAsync(bool endedToo, CancellationToken cancel);

    /// <summary>One person lets something stand still, at once. It holds over restarts.</summary>
    /// <returns>Its number, or why it was not made.</returns>
    Task<(long PauseId, PauseFault? Fault)> PauseAsync(PauseScope scope, string target, string person, string why, CancellationToken cancel);

    /// <summary>The line waits for the end of the pause; other lines of the account go on, but for those that act on the same freeze. False: another worker was faster, or the pause is over.</summary>
    /// <param name="freezeId">The freeze that the line acts on; null: none that the register knows.</param>
    Task<bool> SetAsideAsync(AccountTurn turn, long pauseId, string? freezeId, CancellationToken cancel);

    /// <summary>
    /// Sends a part of what waits for pauses that are over to the workers again: lines that were set aside take their places in the order of service, and accounts and parties with open work get a message.
    /// </summary>
    /// <param name="lease">A process that lost it meanwhile is refused.</param>
    /// <param name="over">The pauses that were over when it began: done with the last part.</param>
    /// <param name="from">Where to go on; empty: from the beginning.</param>
    /// <returns>Where to go on; null: all was sent.</returns>
    Task<string?> CatchUpAsync(Lease lease, IReadOnlyList<long> over, string from, int max, CancellationToken cancel);
}

using Gateway.CoreBanking;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Simulation.Faults;

namespace Gateway.Simulation.Parts;

/// <summary>A process' way to the core. A request travels on its own: its sender may die, or give up on it, and it may still arrive.</summary>
internal sealed class CoreLink(World world, SimProcess process) : ICoreBanking
{
    private const int TimeoutSeconds = 5;
    private const int LatestSeconds = 40;

    public Task<CoreResult<IReadOnlyList<LiveAccount>>> FindAccountsAsync(PartyIdentity party, CancellationToken cancel) =>
        CallAsync(CallKind.CoreRead, "core: find", () => CoreResult<IReadOnlyList<LiveAccount>>.Of(world.Core.Find(party)), cancel);

    public Task<CoreResult<LiveAccount?>> ReadAccountAsync(string account, CancellationToken cancel) =>
        CallAsync(CallKind.CoreRead, $"core: read {account}", () => CoreResult<LiveAccount?>.Of(world.Core.Read(account)), cancel);

    public Task<CoreResult<CoreConfirmation>> ExecuteAsync(CoreInstruction instruction, string key, bool mayHaveBeenSent, CancellationToken cancel) =>
        CallAsync(CallKind.CoreChange, $"core: {key}", () => world.Core.Execute(instruction, key), cancel);

    public Task<CoreResult<CoreConfirmation>> AskAsync(CoreInstruction instruction, string key, CancellationToken cancel) =>
        CallAsync(CallKind.CoreRead, $"core: ask {key}", () => world.Core.Ask(key), cancel);

    public Task<CoreResult<TransactionPage>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, string cursor, CancellationToken cancel) =>
        CallAsync(CallKind.CoreRead, $"core: transactions {register}", () => CoreResult<TransactionPage>.Of(world.Core.Transactions(register)), cancel);

    public Task<CoreResult<FeedPage>> ReadFeedAsync(string cursor, CancellationToken cancel) =>
        CallAsync(CallKind.CoreRead, "core: feed", () => CoreResult<FeedPage>.Of(world.Core.Feed(cursor)), cancel);

    public Task<string?> ProblemAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    private Task<CoreResult<T>> CallAsync<T>(CallKind kind, string what, Func<CoreResult<T>> atCore, CancellationToken cancel)
    {
        var answered = new TaskCompletionSource<CoreResult<T>>();
        var failure = process.Decide(kind);
        if (failure == Failure.CrashBefore) return answered.Task;
        if (cancel.IsCancellationRequested) return Task.FromCanceled<CoreResult<T>>(cancel);
        cancel.Register(() => answered.TrySetCanceled(cancel));
        switch (failure)
        {
            case Failure.Before:
                // Reads, and every second change, never leave; the others get lost on the way.
                var fault = kind == CallKind.CoreRead || world.Chance.Next(2) == 0 ? CoreFault.NotSent : CoreFault.SentNoAnswer;
                Answer(TimeSpan.FromSeconds(TimeoutSeconds), CoreResult<T>.Failed(fault, "SIMULATED", "never arrived"));
                break;
            case Failure.Late:
                Answer(TimeSpan.FromSeconds(TimeoutSeconds), CoreResult<T>.Failed(CoreFault.SentNoAnswer, "SIMULATED", "under way"));
                world.Agenda.In(TimeSpan.FromSeconds(TimeoutSeconds + world.Chance.Next(LatestSeconds)), null, $"{what} (late, of {process.Name})", () => atCore());
                break;
            default:
                world.Agenda.In(world.Delay(), null, $"{what} (of {process.Name})", () => Arrive(atCore, failure));
                break;
        }

        return answered.Task;

        void Arrive(Func<CoreResult<T>> carryOut, Failure ending)
        {
            var result = carryOut();
            if (ending == Failure.CrashAfter) process.Kill($"after {kind}");
            else if (ending == Failure.After) Answer(TimeSpan.FromSeconds(TimeoutSeconds), CoreResult<T>.Failed(CoreFault.SentNoAnswer, "SIMULATED", "the answer got lost"));
            else Answer(world.Delay(), result);
        }

        void Answer(TimeSpan after, CoreResult<T> result) =>
            world.Agenda.In(after, process, result.Ok ? "core answers" : $"core: {result.Fault} {result.Code}", () => answered.TrySetResult(result));
    }
}

using Gateway.Contracts.V1;
using Gateway.Ingress.Intake;

namespace Gateway.Ingress.Grpc;

/// <summary>
/// Keeps the order of a stream where it means something: orders on the same account, of the same party or with the same number become durable one after
/// another, all others side by side, so that they share a group commit. For one thread.
/// </summary>
sealed class CommitLanes
{
    const int ManyLanes = 1024;

    readonly Dictionary<string, Task> lanes = new(StringComparer.Ordinal);

    /// <summary>Runs a commit after those before it on any of its lanes.</summary>
    public Task<T> Run<T>(PreparedOrder order, Func<Task<T>> commit)
    {
        var keys = Keys(order).Distinct(StringComparer.Ordinal).ToList();
        var before = keys.Select(key => lanes.GetValueOrDefault(key)).OfType<Task>().Where(task => !task.IsCompleted).ToArray();
        var running = After(before, commit);
        foreach (var key in keys) lanes[key] = running;
        if (lanes.Count > ManyLanes) Forget();
        return running;
    }

    static async Task<T> After<T>(Task[] before, Func<Task<T>> commit)
    {
        foreach (var task in before) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await commit().ConfigureAwait(false);
    }

    static IEnumerable<string> Keys(PreparedOrder prepared)
    {
        yield return "order " + (prepared.Message?.OrderNo ?? "");
        if (prepared.Order is not { } ready) yield break;
        foreach (var line in ready.Order.Lines) yield return "account " + line.Account;
        if (prepared.Message!.MeasureCase == Order.MeasureOneofCase.Inquiry) yield return $"party {ready.Order.Party.IdKind} {ready.Order.Party.IdNumber}";
    }

    void Forget()
    {
        foreach (var done in lanes.Where(lane => lane.Value.IsCompleted).Select(lane => lane.Key).ToList()) lanes.Remove(done);
    }
}

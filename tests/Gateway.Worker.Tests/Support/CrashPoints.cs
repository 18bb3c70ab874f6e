namespace Gateway.Worker.Tests.Support;

/// <summary>The process dies here: like a cancellation it passes every edge.</summary>
internal sealed class CrashException : OperationCanceledException;

/// <summary>Counts the points before and after every call, and lets the process die at the one that is set.</summary>
internal sealed class CrashPoints(int dieAt)
{
    private int _passed;

    public bool Died { get; private set; }

    public string Where { get; private set; } = "";

    /// <summary>The same part, with a point before and after each of its calls.</summary>
    public T Around<T>(T part)
        where T : class => Intercepted<T>.Around(part, (call, _) => Pass($"before {call}"), (call, _) => Pass($"after {call}"));

    private Task Pass(string where)
    {
        // Dead is dead: nothing of that process gets through any more.
        if (!Died && ++_passed != dieAt) return Task.CompletedTask;
        if (!Died) Where = where;
        Died = true;
        throw new CrashException();
    }
}

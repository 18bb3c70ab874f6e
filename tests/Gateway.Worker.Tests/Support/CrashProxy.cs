using System.Reflection;

namespace Gateway.Worker.Tests.Support;

/// <summary>The process dies here: like a cancellation it passes every edge.</summary>
internal sealed class CrashException : OperationCanceledException;

/// <summary>Counts the points before and after every call, and lets the process die at the one that is set.</summary>
internal sealed class CrashPoints(int dieAt)
{
    private int _passed;

    public bool Died { get; private set; }

    public string Where { get; private set; } = "";

    public void Pass(string where)
    {
        // Dead is dead: nothing of that process gets through any more.
        if (!Died && ++_passed != dieAt) return;
        if (!Died) Where = where;
        Died = true;
        throw new CrashException();
    }
}

/// <summary>Stands before an interface and passes a crash point before and after each call.</summary>
public class CrashProxy<T> : DispatchProxy
    where T : class
{
    private T _target = null!;
    private CrashPoints _points = null!;

    internal static T Wrap(T target, CrashPoints points)
    {
        var proxy = Create<T, CrashProxy<T>>();
        ((CrashProxy<T>)(object)proxy)._target = target;
        ((CrashProxy<T>)(object)proxy)._points = points;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.ReturnType;
        if (type == typeof(Task)) return CallAsync(targetMethod, args!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            return GetType().GetMethod(nameof(CallForAsync), BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.FlattenHierarchy)!
                .MakeGenericMethod(type.GetGenericArguments()).Invoke(this, [targetMethod, args]);
        return targetMethod.Invoke(_target, args);
    }

    protected async Task<TResult> CallForAsync<TResult>(MethodInfo method, object?[] arguments)
    {
        _points.Pass($"before {method.Name}");
        var result = await (Task<TResult>)method.Invoke(_target, arguments)!;
        _points.Pass($"after {method.Name}");
        return result;
    }

    private async Task CallAsync(MethodInfo method, object?[] arguments)
    {
        _points.Pass($"before {method.Name}");
        await (Task)method.Invoke(_target, arguments)!;
        _points.Pass($"after {method.Name}");
    }
}

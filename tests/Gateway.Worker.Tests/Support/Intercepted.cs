using System.Reflection;

namespace Gateway.Worker.Tests.Support;

/// <summary>Stands before an interface and lets a test in before and after each call that gives a task.</summary>
public class Intercepted<T> : DispatchProxy
    where T : class
{
    private T _target = null!;
    private Func<string, object?[], Task> _before = null!;
    private Func<string, object?[], Task> _after = null!;

    /// <param name="before">Gets the method's name and arguments.</param>
    /// <param name="after">The same, once the call has succeeded.</param>
    internal static T Around(T target, Func<string, object?[], Task> before, Func<string, object?[], Task> after)
    {
        var proxy = Create<T, Intercepted<T>>();
        var made = (Intercepted<T>)(object)proxy;
        (made._target, made._before, made._after) = (target, before, after);
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
        await _before(method.Name, arguments);
        var result = await (Task<TResult>)method.Invoke(_target, arguments)!;
        await _after(method.Name, arguments);
        return result;
    }

    private async Task CallAsync(MethodInfo method, object?[] arguments)
    {
        await _before(method.Name, arguments);
        await (Task)method.Invoke(_target, arguments)!;
        await _after(method.Name, arguments);
    }
}

using Gateway.CoreSim.Contract;

namespace Gateway.CoreSim;

/// <summary>What goes wrong on purpose: for each place a list that is used up in order.</summary>
internal sealed class Faults
{
    static readonly string[] Places = ["hold", "debit", "state"];
    static readonly string[] Kinds = ["errorBefore", "errorAfter", "noAnswerBefore", "noAnswer", "delay"];
    readonly Lock _gate = new();
    readonly Dictionary<string, LinkedList<FaultSetting>> _byPlace = Places.ToDictionary(place => place, _ => new LinkedList<FaultSetting>());

    public void Add(FaultSetting fault)
    {
        if (!Places.Contains(fault.At)) throw new BadRequestException($"at: {fault.At} is not known");
        if (!Kinds.Contains(fault.Fault)) throw new BadRequestException($"fault: {fault.Fault} is not known");
        if (fault.Times < 1 || fault.DelayMilliseconds < 0) throw new BadRequestException("times, delayMilliseconds: too small");
        lock (_gate) _byPlace[fault.At].AddLast(fault);
    }

    public void Clear()
    {
        lock (_gate)
        {
            foreach (var faults in _byPlace.Values) faults.Clear();
        }
    }

    /// <summary>An endpoint filter that spoils a place's calls while it has faults left.</summary>
    public async ValueTask<object?> Spoil(string place, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        switch (Next(place))
        {
            case { Fault: "errorBefore" }:
                return Broken();
            case { Fault: "errorAfter" }:
                await next(context);
                return Broken();
            case { Fault: "noAnswerBefore" }:
                return Drop(context);
            case { Fault: "noAnswer" }:
                await next(context);
                return Drop(context);
            case { Fault: "delay" } fault:
                await Task.Delay(fault.DelayMilliseconds, context.HttpContext.RequestAborted);
                break;
        }

        return await next(context);
    }

    FaultSetting? Next(string place)
    {
        lock (_gate)
        {
            var faults = _byPlace[place];
            if (faults.First is not { } node) return null;
            if (node.Value.Times > 1) node.Value = node.Value with { Times = node.Value.Times - 1 };
            else faults.RemoveFirst();
            return node.Value;
        }
    }

    static IResult Broken() => Results.Json(new ApiError("INTERNAL", "fault on purpose"), statusCode: StatusCodes.Status500InternalServerError);

    static IResult Drop(EndpointFilterInvocationContext context)
    {
        context.HttpContext.Abort();
        return Results.Empty;
    }
}

using System.Collections.Concurrent;

namespace Gateway.Hub.SoapStub;

/// <summary>What the stub can do wrong, in the order in which a call meets it.</summary>
internal enum StubFault
{
    /// <summary>The connection is cut, and nothing has happened.</summary>
    CutBefore,
    /// <summary>HTTP 500, and nothing has happened.</summary>
    ErrorBefore,
    /// <summary>The connection is cut after the effect.</summary>
    CutAfter,
    /// <summary>HTTP 500 after the effect.</summary>
    ErrorAfter,
    /// <summary>No answer until the bank gives up; the effect has happened.</summary>
    SilentAfter,
    /// <summary>The XML in the return ends in its middle.</summary>
    CutXml,
    /// <summary>One attribute of the answer is cut Base64.</summary>
    DamagedAttribute,
    /// <summary>The list is empty.</summary>
    EmptyList,
    /// <summary>Each entry of the list stands in it twice.</summary>
    TwiceListed,
    /// <summary>The hub refuses the message with errorMsg.</summary>
    Refused,
}

/// <summary>Faults to come, by operation: each call meets the first that waits for it.</summary>
internal sealed class StubFaults
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<StubFault>> waiting = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string operation, StubFault fault, int times)
    {
        var queue = waiting.GetOrAdd(operation, _ => new());
        for (var i = 0; i < times; i++) queue.Enqueue(fault);
    }

    public StubFault? Next(string operation) => waiting.TryGetValue(operation, out var queue) && queue.TryDequeue(out var fault) ? fault : null;
}

using Gateway.Register.Decisions;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>One table: whatever goes wrong, at whichever call. What the worker is told, how often the core was asked, under which key, and never a second effect.</summary>
public sealed class EveryFaultAtEveryCallTests
{
    const string Key = "zdz:O1:1:1:1.1";
    const string Code = """{"message":"no code"}""";

    static readonly Behaviour NeverSeen = Behaviour.Status(404, """{"code":"OPERATION_NOT_FOUND","message":""}""");

    /// <param name="Outcome">What the worker is told.</param>
    /// <param name="Unknown">The request may have had its effect: a change is asked for by key.</param>
    public sealed record Fault(string Name, object? Behaviour, CoreFault Outcome, bool Unknown)
    {
        public override string ToString() => Name;
    }

    static IEnumerable<Fault> Faults()
    {
        static Fault Of(string name, Behaviour? behaviour, CoreFault outcome) => new(name, behaviour, outcome, outcome == CoreFault.SentNoAnswer);
        yield return Of("no connection", null, CoreFault.NotSent);
        yield return Of("reset before the request", new Behaviour("", BeforeReading: true), CoreFault.SentNoAnswer);
        yield return Of("reset after the request", new Behaviour(""), CoreFault.SentNoAnswer);
        yield return Of("cut in the body", new Behaviour("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"key\":"), CoreFault.SentNoAnswer);
        yield return Of("no answer", new Behaviour(null), CoreFault.SentNoAnswer);
        yield return Of("slow drip", new Behaviour("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n", Drips: true), CoreFault.SentNoAnswer);
        yield return Of("401", Behaviour.Status(401), CoreFault.NotSent);
        yield return Of("403", Behaviour.Status(403, Code), CoreFault.NotSent);
        yield return Of("404 without code", Behaviour.Status(404, "<h1>Not found</h1>", type: "text/html"), CoreFault.Malformed);
        yield return Of("409 without code", Behaviour.Status(409, Code), CoreFault.Malformed);
        yield return Of("422 without code", Behaviour.Status(422), CoreFault.Malformed);
        yield return Of("408", Behaviour.Status(408), CoreFault.SentNoAnswer);
        yield return Of("429", Behaviour.Status(429, headers: "Retry-After: 0\r\n"), CoreFault.NotSent);
        yield return Of("500", Behaviour.Status(500, Code), CoreFault.SentNoAnswer);
        yield return Of("502", Behaviour.Status(502, "<h1>Bad gateway</h1>", type: "text/html"), CoreFault.SentNoAnswer);
        yield return Of("503", Behaviour.Status(503), CoreFault.SentNoAnswer);
        yield return Of("503 with Retry-After", Behaviour.Status(503, headers: "Retry-After: 0\r\n"), CoreFault.NotSent);
        yield return Of("malformed JSON", Behaviour.Status(200, """{"key":"zdz:O1:1:1:1.1","""), CoreFault.Malformed);
        yield return Of("another content type", Behaviour.Status(200, "<h1>Welcome</h1>", type: "text/html"), CoreFault.Malformed);
        yield return Of("contradicts the question", Behaviour.Status(200, """{"key":"another","kind":"DEBIT","account":"1","subAccount":"","at":"2026-11-21T02:00:00Z","outcome":"DONE"}"""), CoreFault.Malformed);
    }

    /// <summary>Every call of the seam. A change says its HTTP method.</summary>
    static readonly (string Name, string? Change, Func<ICoreBanking, Task<CoreFault?>> CallAsync)[] Calls =
    [
        ("find accounts", null, async core => (await core.FindAccountsAsync(Samples.Holder, default)).Fault),
        ("read account", null, async core => (await core.ReadAccountAsync(Samples.Account, default)).Fault),
        ("transactions", null, async core => (await core.ReadTransactionsAsync(Samples.Register, Samples.To, Samples.To, "", default)).Fault),
        ("feed", null, async core => (await core.ReadFeedAsync("", default)).Fault),
        ("put hold", "PUT", async core => (await core.ExecuteAsync(Samples.Put(), Key, false, default)).Fault),
        ("change hold", "PATCH", async core => (await core.ExecuteAsync(new ChangeHold(Samples.Register, Samples.HoldId, "CNY", 1, Samples.To), Key, false, default)).Fault),
        ("remove hold", "DELETE", async core => (await core.ExecuteAsync(new RemoveHold(Samples.Register, Samples.HoldId), Key, false, default)).Fault),
        ("debit", "POST", async core => (await core.ExecuteAsync(Samples.Debit(100), Key, false, default)).Fault),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task The_fault_has_its_class_and_a_change_is_never_sent_blindly_again(Fault fault) =>
        Assert.That((await Task.WhenAll(Calls.Select(call => CheckAsync(fault, call)))).OfType<string>(), Is.Empty);

    static async Task<string?> CheckAsync(Fault fault, (string Name, string? Change, Func<ICoreBanking, Task<CoreFault?>> CallAsync) call)
    {
        var core = new ScriptedCore((Behaviour?)fault.Behaviour ?? Behaviour.Status(200), NeverSeen);
        var url = core.Url;
        await using var listening = fault.Behaviour is null ? null : core;
        if (listening is null) await core.DisposeAsync();
        using var adapter = new AdapterUnderTest(url, retries: 1, ("TimeoutSeconds", 1));
        var outcome = await call.CallAsync(adapter.Core);
        var pinged = await adapter.Core.ProblemAsync(default) is null;
        var requests = core.Requests.Where(r => !r.Line.Contains("/v1/health", StringComparison.Ordinal)).ToList();
        var sent = requests.Where(r => !r.Line.StartsWith("GET /v1/operations", StringComparison.Ordinal)).ToList();
        var asked = requests.Count - sent.Count;

        if (outcome != fault.Outcome) return $"{call.Name}: {outcome}";
        if (pinged != (fault.Behaviour is Behaviour { Answer: { } answer, Drips: false } && answer.StartsWith("HTTP/1.1 200 X", StringComparison.Ordinal))) return $"{call.Name}: the core is said to be {(pinged ? "up" : "down")}";
        var reads = fault.Behaviour is Behaviour { BeforeReading: false };
        var attempts = !reads ? 0 : fault.Outcome == CoreFault.Malformed ? 1 : 2;
        // The handler repeats a read by itself where the connection ends; a change never.
        if (call.Change is null ? sent.Count < attempts : sent.Count != attempts) return $"{call.Name}: sent {sent.Count} times";
        if (call.Change is null) return asked == 0 ? null : $"{call.Name}: a read was looked up";
        if (sent.Any(r => r.Key != Uri.EscapeDataString(Key) || !r.Line.StartsWith(call.Change + " ", StringComparison.Ordinal))) return $"{call.Name}: under another key";
        // Before the second attempt, and once more behind it: the last word is the core's.
        var looks = fault.Unknown ? 2 : 0;
        return asked == looks ? null : $"{call.Name}: asked by key {asked} times";
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_change_that_had_its_effect_is_found_by_its_key_and_not_sent_again(Fault fault)
    {
        if (!fault.Unknown) Assert.Pass("nothing happened, or someone has to look");
        await using var core = new ScriptedCore((Behaviour)fault.Behaviour!, Behaviour.Status(200, System.Text.Json.JsonSerializer.Serialize(Samples.PutDone(Key))));
        using var adapter = new AdapterUnderTest(core.Url, retries: 1, ("TimeoutSeconds", 1));
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, default);
        Assert.That((result.Ok, core.Requests.Count(r => r.Line.StartsWith("PUT ", StringComparison.Ordinal))), Is.EqualTo((true, ((Behaviour)fault.Behaviour!).BeforeReading ? 0 : 1)));
    }

    [TestCaseSource(nameof(Faults))]
    public async Task Asking_after_a_change_sends_nothing(Fault fault)
    {
        await using var core = new ScriptedCore(Behaviour.Status(500), (Behaviour?)fault.Behaviour is { BeforeReading: false } behaviour ? behaviour : Behaviour.Status(500));
        using var adapter = new AdapterUnderTest(core.Url, retries: 1, ("TimeoutSeconds", 1));
        var result = await adapter.Core.AskAsync(Samples.Put(), Key, default);
        Assert.That(result.Fault, Is.EqualTo(fault.Behaviour is Behaviour { BeforeReading: false } ? fault.Outcome : CoreFault.SentNoAnswer));
        Assert.That(core.Requests.Select(r => r.Line.Split(' ')[0]), Is.All.EqualTo("GET"));
    }
}

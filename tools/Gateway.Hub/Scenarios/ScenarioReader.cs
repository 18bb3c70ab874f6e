using Gateway.Hub.Json;
using Gateway.Hub.Orders;

namespace Gateway.Hub.Scenarios;

/// <summary>Reads scenario files. Every field of the format is known here; any other is an error.</summary>
internal static class ScenarioReader
{
    /// <summary>One file.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="fileName">Its name without folder and .json: the scenario's where it gives none.</param>
    /// <exception cref="JsonFormException">Something is wrong; the message names the place.</exception>
    public static ScenarioFile Read(byte[] json, string fileName)
    {
        var o = StrictObject.Parse(json);
        var scenario = new ScenarioFile
        {
            Name = NameOf(o, fileName),
            Today = o.Day("today"),
            Settings = o.FreeTexts("settings"),
            Courts = CourtForm.Read(o),
            Accounts = [.. o.Objects("accounts").Select(AccountFormReader.Read)],
            Rates = o.FreeTexts("rates").ToDictionary(),
            Steps = [.. o.Objects("steps", i => $"step {i + 1}").Select((step, i) => ReadStep(step, i + 1))],
        };
        o.End();
        foreach (var account in scenario.Accounts.CountBy(a => a.Account))
            if (account.Value > 1) throw o.Wrong("accounts", $"{account.Key} occurs twice");
        foreach (var step in scenario.Steps.OfType<OrderStep>()) CheckCourts(step, scenario.Courts);
        return scenario;
    }

    /// <summary>The name of a scenario, even of one that cannot be read any further.</summary>
    public static string NameOf(byte[] json, string fileName)
    {
        try
        {
            return NameOf(StrictObject.Parse(json), fileName);
        }
        catch (JsonFormException)
        {
            return fileName;
        }
    }

    static string NameOf(StrictObject o, string fileName) => o.Text("name") is { Length: > 0 } name ? name : fileName;

    static Step ReadStep(StrictObject o, int number)
    {
        var verb = o.RequiredText("do");
        var step = OrderFormReader.Verbs.TryGetValue(verb, out var order) ? ReadOrder(o, number, verb, order) : ReadOther(o, number, verb);
        o.End();
        return step;
    }

    static Step ReadOther(StrictObject o, int number, string verb) => verb switch
    {
        "credit" => new CreditStep(number, verb, Account(o), o.Text("subAccount"), o.RequiredText("amount")),
        "withdraw" => new WithdrawStep(number, verb, Account(o), o.Text("subAccount"), o.RequiredText("amount"), ReadAllowed(o)),
        "setClaim" => new SetClaimStep(number, verb, Account(o), o.Text("subAccount"), o.RequiredText("claim"), o.RequiredText("amount"), o.Text("kind"), o.Text("holder")),
        "endClaim" => new EndClaimStep(number, verb, Account(o), o.Text("subAccount"), o.RequiredText("claim")),
        "closeAccount" => new CloseAccountStep(number, verb, Account(o)),
        "setNature" => new SetNatureStep(number, verb, Account(o), o.RequiredText("nature")),
        "expectNotice" => new ExpectNoticeStep(number, verb, o.RequiredText("order"), o.OneOf("kind", "INTERIM", "ADVANCE", "CORRECTION") ?? throw o.Wrong("kind", "missing"),
            o.Object("expect") is { } expect ? new ControlExpectation(expect) : null),
        "clock" => new ClockStep(number, verb, o.Day("to") ?? throw o.Wrong("to", "missing")),
        "coreFault" => new CoreFaultStep(
            number, verb, o.OneOf("at", "hold", "debit", "state") ?? throw o.Wrong("at", "missing"),
            o.OneOf("fault", "errorBefore", "errorAfter", "noAnswer", "delay") ?? throw o.Wrong("fault", "missing"), o.Count("times") ?? 1),
        "review" => new ReviewStep(
            number, verb, o.RequiredText("order"), o.OneOf("decide", "approve", "reject", "return") ?? throw o.Wrong("decide", "missing"), ReadControls(o)),
        "settle" => new SettleStep(number, verb, o.RequiredText("order"), o.OneOf("outcome", "paid", "returned") ?? throw o.Wrong("outcome", "missing"), ReadControls(o)),
        "handOver" => new HandOverStep(number, verb, o.RequiredText("first"), o.RequiredText("second"), ReadRefused(o)),
        "transfer" => new TransferStep(number, verb, o.RequiredText("order"), o.RequiredText("court"), ReadRefused(o)),
        "otherFreeze" => new OtherFreezeStep(number, verb, Ends: false, ReadOther(o, entry: true), ReadRefused(o)),
        "endOtherFreeze" => new OtherFreezeStep(number, verb, Ends: true, ReadOther(o, entry: false), ReadRefused(o)),
        "check" => new CheckStep(number, verb, Account(o), o.Text("subAccount"), new PositionExpectation(o.Object("expect") ?? throw o.Wrong("expect", "missing"))),
        _ => throw o.Wrong("do", $"\"{verb}\" is no step"),
    };

    static OrderStep ReadOrder(StrictObject o, int number, string verb, OrderVerb order)
    {
        var lineExpectations = new List<ControlExpectation?>();
        var form = OrderFormReader.Read(o, order, line =>
        {
            lineExpectations.Add(line.Object("expect") is { } expect ? new ControlExpectation(expect) : null);
            line.End();
        });
        var own = o.Object("expect");
        var state = own?.OneOf("state", "ACCEPTED", "ANSWERED", "ACKNOWLEDGED", "IN_REVIEW");
        var inquiry = order == OrderVerb.Inquire && own is not null ? new InquiryExpectation(own) : null;
        // Where there are lines, what is expected of them stands in them, and here only how the order must stand.
        var control = own is not null && inquiry is null && lineExpectations.Count == 0 ? new ControlExpectation(own) : null;
        if (lineExpectations.Count > 0) own?.End();
        return new OrderStep(number, verb, form, control is null ? lineExpectations : [control], inquiry, state, o.Flag("repeat"), o.Text("error"));
    }

    static void CheckCourts(OrderStep step, IReadOnlyList<CourtForm> courts)
    {
        if (courts.Count == 0) throw new JsonFormException("courts", "no court, but orders");
        foreach (var (field, code) in new[] { ("court", step.Form.Court), ("documents.sealedBy", step.Form.Documents.SealedBy) })
            if (code is not null && !courts.Any(c => c.Code == code)) throw new JsonFormException($"step {step.Number} {field}", $"{code} is not among the courts");
    }

    static bool? ReadAllowed(StrictObject o)
    {
        if (o.Object("expect") is not { } expect) return null;
        bool? allowed = expect.Has("allowed") ? expect.Flag("allowed") : null;
        expect.End();
        return allowed;
    }

    // As gateway desk open other-freeze and end-other-freeze want it.
    static List<string> ReadOther(StrictObject o, bool entry)
    {
        List<string> words = ["--account", Account(o), "--authority", o.RequiredText("authority"), "--document-no", o.RequiredText("documentNo")];
        if (o.Text("subAccount") is { Length: > 0 } subAccount) words.AddRange(["--sub-account", subAccount]);
        if (!entry) return words;
        words.AddRange(o.Flag("whole") ? ["--whole"] : ["--limit", o.RequiredText("limit")]);
        words.AddRange(["--to", o.RequiredText("to")]);
        return words;
    }

    // Why an act that two people confirmed was not done; empty: it is expected to be.
    static string ReadRefused(StrictObject o)
    {
        if (o.Object("expect") is not { } expect) return "";
        var refused = expect.RequiredText("refused");
        expect.End();
        return refused;
    }

    // The answer to an order's only line, or to each of its lines.
    static List<ControlExpectation?> ReadControls(StrictObject o)
    {
        if (o.Object("expect") is { } expect) return [new ControlExpectation(expect)];
        var lines = new List<ControlExpectation?>();
        foreach (var line in o.Objects("lines"))
        {
            lines.Add(line.Object("expect") is { } expected ? new ControlExpectation(expected) : null);
            line.End();
        }

        return lines;
    }

    static string Account(StrictObject o) => o.RequiredText("account");
}

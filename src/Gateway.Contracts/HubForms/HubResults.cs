namespace Gateway.Contracts.HubForms;

/// <summary>What the hub said to an answer of ours.</summary>
public enum HubVerdict
{
    /// <summary>It has it.</summary>
    Taken,

    /// <summary>It refuses it, with a message: people must look.</summary>
    Refused,

    /// <summary>It did not say: its next list tells, before anything is sent again.</summary>
    Unsaid,

    /// <summary>It has not heard of it.</summary>
    NotSent,
}

/// <summary>The result of a feed for one order.</summary>
/// <param name="Message">The hub's own words; empty where it gave none.</param>
public sealed record HubResult(HubVerdict Verdict, string Message);

/// <summary>Reads the results of shfeed… and htInfo, and the errors of all operations.</summary>
public static class HubResults
{
    static readonly string[] ErrorAttributes = ["errorMsg", "errMsg"];

    /// <summary>Why a message as a whole was refused; empty: it was not. "success" in that place is none.</summary>
    public static string Error(HubElement answer) =>
        ErrorAttributes.Select(attribute => answer.Written(attribute)).FirstOrDefault(text => text.Length > 0 && !IsSuccess(text), "");

    /// <summary>What became of one order's answer. An order that the result does not name is neither taken nor refused, unless it was the only one and the hub left its number out.</summary>
    public static HubResult Of(HubElement answer, string orderNo)
    {
        if (Error(answer) is { Length: > 0 } error) return new HubResult(HubVerdict.Refused, error);
        var entries = answer.All("jg").ToList();
        var own = entries.Where(jg => jg.Written("bdhm") == orderNo).ToList();
        if (own.Count == 0 && entries is [{ } only] && only.Written("bdhm").Length == 0) own = [only];
        // A control is named once for each of its parts: it is taken when all of them are.
        if (own.FirstOrDefault(jg => !IsSuccess(jg.Written("result"))) is { } refused)
            return new HubResult(refused.Written("result").Length == 0 ? HubVerdict.Unsaid : HubVerdict.Refused, Message(refused));
        return own.Count == 0 ? new HubResult(HubVerdict.Unsaid, "") : new HubResult(HubVerdict.Taken, Message(own[0]));
    }

    static string Message(HubElement jg) => ErrorAttributes.Prepend("msg").Select(jg.Written).FirstOrDefault(text => text.Length > 0, "");

    static bool IsSuccess(string result) => string.Equals(result, "success", StringComparison.OrdinalIgnoreCase);
}

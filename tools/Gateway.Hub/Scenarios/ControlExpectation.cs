using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Json;

namespace Gateway.Hub.Scenarios;

/// <summary>What a step expects of the answer to one control line.</summary>
internal sealed class ControlExpectation
{
    static readonly FieldTable<ControlAnswer> Table = new FieldTable<ControlAnswer>()
        .Flag("controlled", a => a.Controlled)
        .Text("reason", a => a.Reason)
        .Text("requested", a => a.Requested)
        .Text("actual", a => a.Actual)
        .Text("beyond", a => a.Beyond)
        .Text("deducted", a => a.Deducted)
        .Text("notDeducted", a => a.NotDeducted)
        .Text("released", a => a.Released)
        .Text("interest", a => a.Interest)
        .Text("account", a => a.Account)
        .Text("remark", a => a.Remark)
        .Text("payeeAmount", a => a.PayeeAmount)
        .Text("payeeCurrency", a => a.PayeeCurrency)
        .Text("rate", a => a.Rate)
        .Text("currency", a => a.Currency)
        .Text("balance", a => a.Balance)
        .Text("available", a => a.Available)
        .Count("rank", a => a.Rank)
        .Count("prior", a => a.PriorCount)
        .Count("later", a => a.LaterCount)
        .Count("claims", a => a.Claims.Count)
        .Text("start", a => a.From)
        .Text("end", a => a.To);

    readonly Expectation<ControlAnswer> fields;

    /// <summary>Reads and ends an <c>expect</c> object.</summary>
    public ControlExpectation(StrictObject expect)
    {
        fields = Table.Read(expect);
        expect.End();
    }

    /// <summary>The first field that differs; null: all are as expected.</summary>
    public Mismatch? Compare(ControlAnswer answer, string prefix)
    {
        var mismatch = fields.Compare(answer, prefix) ?? CompareRefusal(answer, prefix);
        // The reason is what one looks for next.
        return mismatch is null || answer.Reason.Length == 0 || mismatch.Field == prefix + "reason"
            ? mismatch
            : mismatch with { Actual = $"{mismatch.Actual} ({answer.Reason})" };
    }

    // A reason says "not controlled", except beside a deduction of a part, or a freeze whose deduction failed (08).
    Mismatch? CompareRefusal(ControlAnswer answer, string prefix)
    {
        if (fields.Of("reason") is not { Length: > 0 } || fields.Of("controlled") is not null || !answer.Controlled) return null;
        var partial = answer.Measure == "08" || (answer.Deducted.Length > 0 && decimal.Parse(answer.Deducted, CultureInfo.InvariantCulture) > 0);
        return partial ? null : new Mismatch(prefix + "controlled", "false", "true");
    }
}

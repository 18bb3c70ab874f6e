namespace Gateway.Contracts.Fields;

/// <summary>How a text of an order is written.</summary>
public enum FieldForm
{
    /// <summary>Any printable text.</summary>
    Text,

    /// <summary>An account or similar: no white space.</summary>
    Code,

    /// <summary>A number that becomes part of composed keys (order:line): no white space, no colon.</summary>
    KeyPart,

    /// <summary>Decimal text in units of the currency: digits, at most one point with digits on both sides, a minus sign at most.</summary>
    Amount,

    /// <summary>yyyy-MM-dd.</summary>
    Date,

    /// <summary>RFC 3339 with an offset.</summary>
    Time,

    /// <summary>Three capital letters (ISO 4217).</summary>
    Currency,
}

/// <summary>One field of the courts' contract.</summary>
/// <param name="ShortName">The courts' own short name, empty where the annex has none.</param>
/// <param name="MaximumLength">In characters (UTF-16 code units, as database columns count them).</param>
/// <param name="Form">How it is written.</param>
public sealed record FieldRule(string ShortName, int MaximumLength, FieldForm Form = FieldForm.Text);

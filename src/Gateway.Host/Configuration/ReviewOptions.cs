using System.Globalization;
using Gateway.Register;
using Gateway.Register.Orders;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Configuration;

/// <summary>Section Review: which orders people look at before they are carried out.</summary>
internal sealed class ReviewOptions
{
    public const string Section = "Review";

    /// <summary>The key of inquiries among the measures.</summary>
    public const string Inquiry = "inquiry";

    /// <summary>By the courts' code, 01 to 08, or inquiry.</summary>
    public Dictionary<string, MeasureReviewOptions> Measures { get; set; } = [];

    /// <summary>06 and 08 wait for people whatever their mode.</summary>
    public bool DeductionsAlwaysManual { get; set; }

    /// <summary>Semi: by currency, decimal text; more than this waits.</summary>
    public Dictionary<string, string> Amounts { get; set; } = [];

    /// <summary>Semi: account kinds, as the core words them, or natures.</summary>
    public IReadOnlyList<string> AccountKinds { get; set; } = [];

    /// <summary>Semi: documents or a party that do not agree with the order wait in place of being refused.</summary>
    public bool Mismatch { get; set; } = true;

    /// <summary>Semi: joint accounts wait.</summary>
    public bool JointAccount { get; set; } = true;

    /// <summary>Semi: the first order of a court waits.</summary>
    public bool FirstOrder { get; set; } = true;

    /// <summary>The modes; the settings must have been checked.</summary>
    public ReviewModes ToModes() => new()
    {
        Measures = Measures.Count == 0 ? new ReviewModes().Measures : Measures.Where(m => m.Key != Inquiry).ToDictionary(m => MeasureOf(m.Key)!.Value, m => Words.Parse<ReviewMode>(m.Value.Mode)!.Value),
        Inquiry = Measures.TryGetValue(Inquiry, out var inquiry) ? Words.Parse<ReviewMode>(inquiry.Mode)!.Value : ReviewMode.Automatic,
        DeductionsAlwaysManual = DeductionsAlwaysManual,
        AmountsMinor = Amounts.Count == 0 ? new ReviewModes().AmountsMinor : Amounts.ToDictionary(a => a.Key, a => MinorOf(a.Key, a.Value)!.Value, StringComparer.Ordinal),
        AccountKinds = AccountKinds.Count == 0 ? new ReviewModes().AccountKinds : AccountKinds.ToHashSet(StringComparer.Ordinal),
        Mismatch = Mismatch,
        JointAccount = JointAccount,
        FirstOrder = FirstOrder,
    };

    /// <summary>The measure of a court's code; null: there is none.</summary>
    internal static Measure? MeasureOf(string code) =>
        code.Length == 2 && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (Measure)number is >= Measure.Freeze and <= Measure.FreezeAndDeduct ? (Measure)number : null;

    internal static long? MinorOf(string currency, string amount) =>
        decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units) ? Currencies.ToMinor(units, currency) : null;
}

/// <summary>One measure.</summary>
internal sealed class MeasureReviewOptions
{
    /// <summary>automatic, semi or manual.</summary>
    public string Mode { get; set; } = "automatic";
}

/// <summary>Names every wrong setting of the section at once.</summary>
internal sealed class ReviewOptionsValidator : IValidateOptions<ReviewOptions>
{
    public ValidateOptionsResult Validate(string? name, ReviewOptions options)
    {
        List<string> faults =
        [
            .. options.Measures.Keys.Where(k => k != ReviewOptions.Inquiry && ReviewOptions.MeasureOf(k) is null).Select(k => Fault($"Measures:{k}", "", $"must be 01 to 08 or {ReviewOptions.Inquiry}")),
            .. options.Measures.Where(m => Words.Parse<ReviewMode>(m.Value.Mode) is null).Select(m => Fault($"Measures:{m.Key}:Mode", m.Value.Mode, "must be automatic or semi or manual")),
            .. options.Amounts.Where(a => a.Key.Length != 3 || !a.Key.All(char.IsAsciiLetterUpper)).Select(a => Fault($"Amounts:{a.Key}", a.Value, "must stand under three capital letters (ISO 4217)")),
            .. options.Amounts.Where(a => ReviewOptions.MinorOf(a.Key, a.Value) is null).Select(a => Fault($"Amounts:{a.Key}", a.Value, "must be an amount in decimal text, no more precise than the currency")),
            .. options.AccountKinds.Select((kind, i) => (kind, i)).Where(k => k.kind.Length == 0).Select(k => Fault(string.Create(CultureInfo.InvariantCulture, $"AccountKinds:{k.i}"), "", "is required")),
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string Fault(string key, string value, string reason) => $"{ReviewOptions.Section}:{key} = {value}: {reason}";
}

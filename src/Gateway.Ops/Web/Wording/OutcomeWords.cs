using System.Globalization;
using Gateway.Register;
using Gateway.Register.Orders;
using Gateway.Store.Outcomes;
using Microsoft.Extensions.Localization;

namespace Gateway.Ops.Web.Wording;

/// <summary>What outcomes are counted by, as people read it.</summary>
internal static class OutcomeWords
{
    /// <param name="text">The group's key, as <see cref="IOutcomes"/> gives it.</param>
    /// <param name="name">Its name, of courts and branches.</param>
    public static string Of(OutcomeKey key, string text, string name, IStringLocalizer<Words> words) => key switch
    {
        _ when text.Length == 0 => "–",
        OutcomeKey.Measure => int.TryParse(text, CultureInfo.InvariantCulture, out var code) ? words["Measure" + (Measure)code] : words["KindInquiry"],
        OutcomeKey.Outcome => words["Outcome" + text],
        OutcomeKey.Reason => ReasonTable.All.FirstOrDefault(r => r.Code == text) is { } reason ? Readable.Reason(reason.Reason) : text,
        _ => name.Length == 0 ? text : $"{text} {name}",
    };
}

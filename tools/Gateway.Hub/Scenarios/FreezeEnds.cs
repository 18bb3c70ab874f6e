using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Orders;

namespace Gateway.Hub.Scenarios;

/// <summary>Remembers until when freezes run, for renewals that do not say how long.</summary>
internal sealed class FreezeEnds
{
    readonly List<Entry> entries = [];

    /// <summary>The last day of the freeze that a renewal line names; null where none is known.</summary>
    public DateOnly? Of(LineForm renewal) => entries.LastOrDefault(e => e.IsFor(renewal))?.End;

    /// <summary>Takes note of what a receipt says.</summary>
    public void Note(OrderForm form, ReceiptBody body)
    {
        foreach (var (line, answer) in form.Lines.Zip(body.Controls))
        {
            if (!answer.Controlled || !DateOnly.TryParseExact(answer.To, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)) continue;
            if (form.Verb is OrderVerb.Freeze or OrderVerb.FreezeAndDeduct)
                entries.Add(new Entry(form.Order, form.CaseNo!, line.Account ?? "", line.SubAccount ?? "", end));
            else if (form.Verb == OrderVerb.Renew && entries.FindLastIndex(e => e.IsFor(line)) is var i and >= 0)
                entries[i] = entries[i] with { End = end };
        }
    }

    sealed record Entry(string Order, string CaseNo, string Account, string SubAccount, DateOnly End)
    {
        public bool IsFor(LineForm line) =>
            Account == line.Account && SubAccount == (line.SubAccount ?? "")
            && (line.Original is null || Order == line.Original) && (line.OriginalCase is null || CaseNo == line.OriginalCase);
    }
}

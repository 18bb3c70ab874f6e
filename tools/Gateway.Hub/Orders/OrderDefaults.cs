using System.Globalization;

namespace Gateway.Hub.Orders;

/// <summary>Fills in what an order form leaves open.</summary>
internal sealed class OrderDefaults
{
    /// <summary>The courts; the first one orders where none is named.</summary>
    public required IReadOnlyList<CourtForm> Courts { get; init; }

    /// <summary>The bank's date.</summary>
    public required Func<DateOnly> Today { get; init; }

    /// <summary>Who holds an account; null where that is not known.</summary>
    public Func<string, Person?> HolderOf { get; init; } = _ => null;

    /// <summary>The last day of an earlier order's freeze on an account, by order number or case number; null where that is not known.</summary>
    public Func<LineForm, DateOnly?> EndOfOriginal { get; init; } = _ => null;

    /// <summary>The form with nothing left open that the message needs.</summary>
    /// <exception cref="InvalidDataException">The court is unknown.</exception>
    public OrderForm Fill(OrderForm form)
    {
        if (Courts.Count == 0) throw new InvalidDataException("no court is known");
        var court = form.Court is null ? Courts[0]
            : Courts.FirstOrDefault(c => c.Code == form.Court) ?? throw new InvalidDataException($"court {form.Court} is unknown");
        var holder = form.Lines.Select(l => l.Account is null ? null : HolderOf(l.Account)).FirstOrDefault(h => h is not null);
        return form with
        {
            Court = court.Code,
            CaseNo = form.CaseNo ?? $"({Today().Year})执{form.Order}号",
            Party = form.Party ?? holder ?? Person.Standard,
            Lines = [.. form.Lines.Select(line => Fill(form.Verb, line, court))],
        };
    }

    LineForm Fill(OrderVerb verb, LineForm line, CourtForm court) => verb switch
    {
        OrderVerb.Freeze => WithTerm(line),
        OrderVerb.FreezeAndDeduct => WithPayee(WithTerm(line), court),
        OrderVerb.Deduct or OrderVerb.CollectIncome => WithPayee(line, court),
        OrderVerb.Renew => line with { To = line.To ?? Day((EndOfOriginal(line) ?? Today()).AddYears(1)) },
        _ => line,
    };

    LineForm WithTerm(LineForm line) => line with
    {
        From = line.From ?? Day(Today()),
        To = line.To ?? Day(Today().AddYears(1).AddDays(-1)),
    };

    LineForm WithPayee(LineForm line, CourtForm court)
    {
        if (line.Payee is null) return line;
        var registered = Courts.OrderByDescending(c => c == court).SelectMany(c => c.Funds).FirstOrDefault(f => f.Covers(line.Payee));
        return line with { PayeeName = line.PayeeName ?? registered?.Name ?? court.Name, PayeeBank = line.PayeeBank ?? registered?.Bank };
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using Gateway.Register.Tests.Model;

namespace Gateway.Register.Tests.Stories;

/// <summary>Makes a step's line out of the account as it stands when the line arrives.</summary>
internal sealed class LineMaker(Account account)
{
    private static readonly string[] Courts = ["F10", "F11", "F12"];
    private static readonly string[] CourtNames = ["甲市人民法院执行款专户", "乙市人民法院执行款专户", "丙市人民法院执行款专户"];

    public static string CodeOf(Deed deed) => deed switch
    {
        Deed.Freeze => "01",
        Deed.Renew => "02",
        Deed.QueuedFreeze => "03",
        Deed.Release => "04",
        Deed.ReleaseQueued => "05",
        Deed.Deduct => "06",
        Deed.CollectIncome => "07",
        Deed.FreezeAndDeduct => "08",
        _ => "",
    };

    /// <summary>An amount of a plan in units of the currency.</summary>
    public decimal Units(int amount) => amount * account.Multiplier * ReferenceSettings.Smallest(account.Currency);

    /// <param name="step">The step.</param>
    /// <param name="number">Of the step; makes its order's number.</param>
    /// <param name="ledger">The account as it stands.</param>
    /// <param name="service">When the line was served.</param>
    /// <param name="rank">Where it ranks.</param>
    public CourtLine Make(Step step, int number, Ledger ledger, DateTimeOffset service, DateTimeOffset rank)
    {
        var courts = ledger.AllFreezes.FindAll(f => f.Court.Length > 0);
        var named = courts.Count == 0 ? null : courts[step.Which % courts.Count];
        var court = step.Court ?? Math.Max(0, Array.IndexOf(Courts, named?.Court));
        var line = new CourtLine
        {
            Measure = CodeOf(step.Deed),
            OrderNo = $"O{number}",
            Court = Courts[court],
            CaseNo = step.OtherCase ? "案2" : "案1",
            Amount = Amount(step, named),
            Whole = step.Whole,
            OtherAsset = step.OtherAsset,
            Currency = step.Fault.HasFlag(Fault.OtherCurrency) ? (account.Currency == "CNY" ? "USD" : "CNY") : step.NamesCurrency ? account.Currency : "",
            DocumentFault = step.Fault.HasFlag(Fault.Documents) ? "SEAL_INVALID" : "",
            NewOfficer = step.NewOfficer,
            PayeeNamed = step.PayeeNamed,
            UnknownAccount = step.Fault.HasFlag(Fault.NoSuchAccount),
            ClosedAccount = step.Fault.HasFlag(Fault.ClosedAccount),
            WrongHolder = step.Fault.HasFlag(Fault.OtherHolder),
            Service = service,
            RankTime = rank,
        };
        line = step.Deed is Deed.Freeze or Deed.QueuedFreeze or Deed.FreezeAndDeduct ? WithTerm(line, step) : WithOriginal(line, step, named);
        return step.Deed is Deed.Deduct or Deed.CollectIncome or Deed.FreezeAndDeduct ? WithPayee(line, step, court) : line;
    }

    private decimal? Amount(Step step, Place? named) => step.JE switch
    {
        JE.Missing => null,
        JE.Zero => 0,
        JE.Negative => -Units(step.Amount),
        JE.TooPrecise => Units(step.Amount) + ReferenceSettings.Smallest(account.Currency) / 10,
        JE.TheLimit => named?.Want ?? Units(step.Amount),
        JE.TheActual => named?.Take ?? Units(step.Amount),
        _ => Units(step.Amount),
    };

    private static CourtLine WithTerm(CourtLine line, Step step)
    {
        var from = step.Start is { } start ? line.Day.AddDays(start) : line.Day;
        return line with { From = step.Start is null ? null : from, To = End(step, line.Day, from, step.OtherAsset ? 3 : 1, line.Day) };
    }

    private static CourtLine WithOriginal(CourtLine line, Step step, Place? named)
    {
        line = step.Naming switch
        {
            Naming.ByOrder => line with { OriginalOrder = named?.Name ?? "" },
            Naming.ByCase => line with { OriginalCase = named?.CaseNo ?? "" },
            Naming.UnknownOrder => line with { OriginalOrder = "O999" },
            Naming.UnknownCase => line with { OriginalCase = "案9" },
            _ => line,
        };
        var oldEnd = named?.To ?? line.Day;
        return step.Deed == Deed.Renew ? line with { To = End(step, oldEnd, oldEnd, named is { OtherAsset: true } ? 3 : 1, line.Day) } : line;
    }

    private static DateOnly? End(Step step, DateOnly daysFrom, DateOnly yearsFrom, int years, DateOnly today) => step.Term switch
    {
        Term.Missing => null,
        Term.Yesterday => today.AddDays(-1),
        Term.LastLawfulDay => yearsFrom.AddYears(years),
        Term.OneDayTooMany => yearsFrom.AddYears(years).AddDays(1),
        _ => daysFrom.AddDays(step.Days),
    };

    private CourtLine WithPayee(CourtLine line, Step step, int court)
    {
        var dollars = account.Currency == "USD" && !step.Convert;
        string AccountOf(int number, bool foreign) => $"900{number + 1}{(foreign ? "USD" : "")}";
        line = line with { Convert = step.Convert, PayeeAccount = AccountOf(court, dollars), PayeeName = CourtNames[court] };
        var other = (court + 1) % Courts.Length;
        return step.PayTo switch
        {
            PayTo.Prefix => line with { PayeeAccount = "88123" },
            PayTo.OtherCourts => line with { PayeeAccount = AccountOf(other, dollars), PayeeName = CourtNames[other] },
            PayTo.Unknown => line with { PayeeAccount = "12345" },
            PayTo.WrongName => line with { PayeeName = "别的户名" },
            PayTo.OtherCurrency => line with { PayeeAccount = AccountOf(court, !dollars) },
            PayTo.Nobody => line with { PayeeAccount = "", PayeeName = "" },
            _ => line,
        };
    }
}

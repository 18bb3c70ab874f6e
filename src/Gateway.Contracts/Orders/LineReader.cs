using Gateway.Contracts.Fields;
using Gateway.Register.Orders;

namespace Gateway.Contracts.Orders;

/// <summary>What the line messages of all measures say, in one shape; what a measure does not have is empty.</summary>
sealed record LineSource(
    Measure Measure, V1.Target Target, V1.Original? Original = null, string Amount = "", string From = "", string To = "", bool Whole = false, bool Convert = false, V1.Payee? Payee = null);

/// <summary>Brings the lines of the typed measures into one shape.</summary>
static class LineReader
{
    static readonly V1.Target NoTarget = new();

    /// <summary>The measure's field name in the protocol, e.g. freeze_and_deduct.</summary>
    public static string MeasureField(V1.Order message) =>
        V1.Order.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(message).Name;

    /// <summary>The lines of a control; none for an inquiry.</summary>
    public static IReadOnlyList<LineSource> Lines(V1.Order message) => message.MeasureCase switch
    {
        V1.Order.MeasureOneofCase.Freeze => [.. message.Freeze.Lines.Select(l => new LineSource(
            l.Queued ? Measure.QueuedFreeze : Measure.Freeze, l.Target ?? NoTarget, Amount: l.Amount, From: l.From, To: l.To, Whole: l.WholeAccount))],
        V1.Order.MeasureOneofCase.Renewal => [.. message.Renewal.Lines.Select(l => new LineSource(
            Measure.Renew, l.Target ?? NoTarget, l.Original, From: l.From, To: l.To))],
        V1.Order.MeasureOneofCase.Release => [.. message.Release.Lines.Select(l => new LineSource(
            l.Queued ? Measure.ReleaseQueued : Measure.Release, l.Target ?? NoTarget, l.Original, l.Amount))],
        V1.Order.MeasureOneofCase.Deduction => [.. message.Deduction.Lines.Select(l => new LineSource(
            Measure.Deduct, l.Target ?? NoTarget, l.Original, l.Amount, Convert: l.Convert, Payee: l.Payee))],
        V1.Order.MeasureOneofCase.FreezeAndDeduct => [.. message.FreezeAndDeduct.Lines.Select(l => new LineSource(
            Measure.FreezeAndDeduct, l.Target ?? NoTarget, Amount: l.Amount, From: l.From, To: l.To, Whole: l.WholeAccount, Convert: l.Convert, Payee: l.Payee))],
        V1.Order.MeasureOneofCase.CollectIncome => [.. message.CollectIncome.Lines.Select(l => new LineSource(
            Measure.CollectIncome, l.Target ?? NoTarget, Amount: l.Amount, Payee: l.Payee))],
        V1.Order.MeasureOneofCase.Mixed => [.. message.Mixed.Lines.Select(l => new LineSource(
            MeasureOf(l.Measure) ?? default, l.Target ?? NoTarget, l.Original, l.Amount, l.From, l.To, l.WholeAccount, l.Convert, l.Payee))],
        _ => [],
    };

    /// <summary>KZCS as a court's order may have it, two digits; null if it is none.</summary>
    public static Measure? MeasureOf(string code) =>
        code is ['0', >= '1' and <= '8'] ? (Measure)(code[1] - '0') : null;

    public static ControlLine Map(LineSource line) => new()
    {
        LineNo = line.Target.LineNo,
        Measure = line.Measure,
        AssetKind = line.Target.AssetKind == V1.AssetKind.OtherAsset ? AssetKind.OtherAsset : AssetKind.Deposit,
        Account = line.Target.Account,
        SubAccount = line.Target.SubAccount,
        WholeAccount = line.Whole,
        Currency = line.Target.Currency,
        Amount = WireText.ReadAmount(line.Amount),
        From = WireText.ReadDate(line.From),
        To = WireText.ReadDate(line.To),
        Convert = line.Convert,
        RulingNo = line.Target.RulingNo,
        Payee = line.Payee is { } payee ? new Payee(payee.Name, payee.BankName, payee.BankNo, payee.Account) : null,
        OriginalCaseNo = line.Original?.CaseNo ?? "",
        OriginalOrderNo = line.Original?.OrderNo ?? "",
        ProductNo = line.Target.ProductNo,
    };
}

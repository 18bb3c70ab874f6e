using Gateway.Contracts.Answers;
using Gateway.Contracts.Orders;
using Gateway.Register.Orders;

namespace Gateway.Contracts.HubForms;

/// <summary>kzzh: one line of a control, in the forms of all measures.</summary>
sealed class HubLine(HubElement kzzh, string path)
{
    readonly Measure? measure = HubCodes.MeasureOf(kzzh["KZCS"]);

    /// <summary>The measure whose typed form the line has: a queued freeze that of a freeze, and so with releases; null: none is known.</summary>
    public Measure? Form => measure switch
    {
        Measure.QueuedFreeze => Measure.Freeze,
        Measure.ReleaseQueued => Measure.Release,
        _ => measure,
    };

    bool Whole => kzzh["KZNR"] == HubCodes.WholeAccount;

    string From => HubDates.Day(kzzh["KSRQ"]);

    string To => HubDates.Day(kzzh["JSRQ"]);

    // A whole account has no amount; hubs that must send one send a zero.
    string Amount => Whole && kzzh["JE"].AsSpan().IndexOfAnyInRange('1', '9') < 0 ? "" : kzzh["JE"];

    bool Converts => HubCodes.YesOrNo(kzzh["SFJH"]) ?? false;

    /// <summary>What cannot be a line's. A missing number or account is found by the order's validation.</summary>
    public IEnumerable<FieldFault> Faults()
    {
        foreach (var fault in HubOrders.Unreadable(kzzh, path)) yield return fault;
        if (measure is null && !kzzh.Unreadable.Contains("KZCS")) yield return new FieldFault($"{path}.KZCS", "is no measure: 01 to 08 are expected");
        if (kzzh["KZLX"] is not ("" or "1" or HubCodes.OtherAsset)) yield return new FieldFault($"{path}.KZLX", "is neither 1 nor 2");
        if (kzzh["KZNR"] is not ("" or HubCodes.AnAmount or HubCodes.WholeAccount)) yield return new FieldFault($"{path}.KZNR", "is neither 1 nor 2");
        if (HubCodes.YesOrNo(kzzh["SFJH"]) is null) yield return new FieldFault($"{path}.SFJH", "is neither yes nor no");
    }

    public V1.FreezeLine Freeze() => new() { Target = Target(), Queued = measure == Measure.QueuedFreeze, WholeAccount = Whole, Amount = Amount, From = From, To = To };

    public V1.RenewalLine Renewal() => new() { Target = Target(), Original = Original(), From = From, To = To };

    public V1.ReleaseLine Release() => new() { Target = Target(), Original = Original(), Queued = measure == Measure.ReleaseQueued, Amount = Amount };

    public V1.DeductionLine Deduction() => new() { Target = Target(), Original = Original(), Amount = kzzh["JE"], Convert = Converts, Payee = Payee() };

    public V1.FreezeAndDeductionLine FreezeAndDeduction() => new() { Target = Target(), WholeAccount = Whole, Amount = Amount, From = From, To = To, Convert = Converts, Payee = Payee() };

    public V1.IncomeCollectionLine IncomeCollection() => new() { Target = Target(), Amount = kzzh["JE"], Payee = Payee() };

    /// <summary>Says only what the line's measure has in its typed form, so that a line means the same in both.</summary>
    public V1.MixedLine Mixed()
    {
        var line = new V1.MixedLine { Measure = measure is { } known ? ControlAnswers.Code(known) : "", Target = Target() };
        if (measure is Measure.Renew or Measure.Release or Measure.ReleaseQueued or Measure.Deduct) line.Original = Original();
        if (Form is Measure.Freeze or Measure.FreezeAndDeduct) line.WholeAccount = Whole;
        if (Form is Measure.Freeze or Measure.FreezeAndDeduct or Measure.Renew) (line.From, line.To) = (From, To);
        line.Amount = measure is Measure.Renew ? "" : measure is Measure.Deduct or Measure.CollectIncome ? kzzh["JE"] : Amount;
        if (measure is Measure.Deduct or Measure.FreezeAndDeduct) line.Convert = Converts;
        if (measure is Measure.Deduct or Measure.FreezeAndDeduct or Measure.CollectIncome) line.Payee = Payee();
        return line;
    }

    V1.Target Target() => new()
    {
        LineNo = kzzh["CCXH"],
        AssetKind = kzzh["KZLX"] == HubCodes.OtherAsset ? V1.AssetKind.OtherAsset : V1.AssetKind.Deposit,
        Account = kzzh["KHZH"],
        SubAccount = kzzh["GLZHHM"],
        Currency = HubCodes.Currency(kzzh["BZ"]),
        ProductNo = kzzh["JRCPBH"],
        AssetName = kzzh["ZCMC"],
        Units = kzzh["SE"],
        RulingNo = kzzh["CKWH"],
        AccountKind = kzzh["CCLB"],
        BranchName = kzzh["KHWD"],
        BranchCode = kzzh["KHWDDM"],
        UnitOfMeasure = kzzh["JLDW"],
        AssetKindCode = kzzh["ZCLX"],
        SalesKind = kzzh["CPXSZL"],
        Region = kzzh["DQH"],
        WealthAccount = kzzh["LCZH"],
        FundsAccount = kzzh["ZJHKZH"],
    };

    V1.Original? Original() =>
        kzzh["YDJDH"].Length + kzzh["YDJAH"].Length == 0 ? null : new V1.Original { OrderNo = kzzh["YDJDH"], CaseNo = kzzh["YDJAH"] };

    V1.Payee? Payee()
    {
        var payee = new V1.Payee { Name = kzzh["ZXKZHHM"], BankName = kzzh["ZXKZHKHH"], BankNo = kzzh["ZXKZHKHHHH"], Account = kzzh["ZXKZHZH"], Kind = kzzh["ZXKZHLX"] };
        return payee.Equals(new V1.Payee()) ? null : payee;
    }
}

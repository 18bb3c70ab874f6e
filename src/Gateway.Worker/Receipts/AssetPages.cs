using Gateway.Sealing;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>jrxx: one other financial asset (7), each field under the courts' short name.</summary>
internal static class AssetPages
{
    public static void Write(OfdFlow flow, V1.AssetRecord asset)
    {
        RecordTables.Heading(flow, $"其他金融资产{ReceiptWords.Number(asset.No)}　{asset.Name}");
        var money = (string amount) => amount.Length == 0 ? "" : $"{amount} {asset.Currency}";
        var units = (string count) => count.Length == 0 ? "" : $"{count} {asset.UnitOfMeasure}".TrimEnd();
        new FieldTable()
            .Add("资产类型 ZCLX", asset.Kind)
            .Add("产品销售 CPXSZL", ReceiptWords.SalesKind(asset.SalesKind))
            .Add("产品编号 JRCPBH", asset.ProductNo)
            .Add("地区 DQH", asset.Region)
            .Add("理财账号 LCZH", asset.HoldingAccount)
            .Add("资金账户 ZJHKZH", asset.LinkedAccount.Length == 0 ? "无" : asset.LinkedAccount)
            .Add("数额 SE", units(asset.Units))
            .Add("可用数额 KYSE", units(asset.AvailableUnits))
            .Add("单位价格 ZCDWJG", money(asset.UnitPrice))
            .Add("总金额 ZCZJE", money(asset.Total))
            .Add("可否交易 ZCKFJY", asset.HasTradable ? asset.Tradable ? "可通过我行交易" : "不可通过我行交易" : "")
            .Add("限制消除 XZXCRQ", ReceiptWords.Date(asset.RestrictedUntil))
            .Add("管理人 ZCGLR", asset.Manager)
            .Add("质押权人 ZYQR", asset.Pledgee)
            .Add("托管人 TGR", asset.Custodian)
            .Add("托管账号 TGZH", asset.CustodyAccount)
            .Add("受益人 SYR", asset.Beneficiary)
            .Add("CLR", asset.Clr)
            .Add("SHR", asset.Shr)
            .AddWide("交易限制 ZCJYXZ", asset.Restriction)
            .Write(flow);
    }
}

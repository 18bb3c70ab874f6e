using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Orders;

namespace Gateway.Ops.TakeOver;

/// <summary>A line of the file of freezes that can be read.</summary>
internal sealed record FreezeRow(
    int Line, OrderKey Order, string LineNo, string CourtCode, string CaseNo, string RulingNo, RegisterKey Register, string Currency, long? LimitMinor, int Rank, DateTimeOffset ServedAt,
    DateOnly From, DateOnly To, string HoldId, AssetKind AssetKind)
{
    public static readonly IReadOnlyList<string> Needed = ["OrderNo", "Channel", "Court", "CaseNo", "Account", "Currency", "Limit", "Rank", "ServedAt", "From", "To", "HoldId"];

    public static readonly IReadOnlyList<string> Columns = [.. Needed, "LineNo", "RulingNo", "SubAccount", "AssetKind"];

    private static readonly string[] MomentFormats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/MM/dd HH:mm:ss"];

    /// <summary>The line; null, and its faults told, where something cannot be read.</summary>
    public static FreezeRow? Read(CsvRow row, TimeZoneInfo zone, Action<string, string> fault)
    {
        var sound = true;
        void Wrong(string column, string reason)
        {
            sound = false;
            fault(column, reason);
        }

        string Text(string column, int most, bool needed = true)
        {
            var text = row[column];
            if (needed && text.Length == 0) Wrong(column, "is required");
            if (text.Length > most || text.Any(char.IsControl)) Wrong(column, string.Create(CultureInfo.InvariantCulture, $"has more than {most} characters, or a control character"));
            return text;
        }

        var currency = Text("Currency", 3);
        var rank = int.TryParse(row["Rank"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 0;
        if (rank == 0) Wrong("Rank", "must be a whole number from 1");
        var (from, to) = (Day(row["From"]), Day(row["To"]));
        if (from is null) Wrong("From", "must be a day, yyyy-MM-dd");
        if (to is null) Wrong("To", "must be a day, yyyy-MM-dd");
        if (from > to) Wrong("To", "must not lie before From");
        var served = Moment(row["ServedAt"], zone);
        if (served is null) Wrong("ServedAt", "must be a moment of the bank's time, yyyy-MM-dd HH:mm:ss");
        AssetKind? asset = row["AssetKind"] switch { "" or "deposit" => AssetKind.Deposit, "other-asset" => AssetKind.OtherAsset, _ => null };
        if (asset is null) Wrong("AssetKind", "must be deposit or other-asset");
        long? limit = null;
        if (row["Limit"].Length > 0 && (limit = Minor(row["Limit"], currency)) is null or <= 0) Wrong("Limit", "must be an amount above nothing with the currency's digits, or empty for a whole account");

        var (order, lineNo, court, caseNo, ruling) = (new OrderKey(Text("Channel", 30), Text("OrderNo", 30), 1), Text("LineNo", 8, needed: false), Text("Court", 50), Text("CaseNo", 100), Text("RulingNo", 50, needed: false));
        var (register, hold) = (new RegisterKey(Text("Account", 30), Text("SubAccount", 30, needed: false)), Text("HoldId", 200));
        return sound ? new FreezeRow(row.Line, order, lineNo.Length == 0 ? "1" : lineNo, court, caseNo, ruling, register, currency, limit, rank, served!.Value, from!.Value, to!.Value, hold, asset!.Value) : null;
    }

    internal static long? Minor(string text, string currency) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? Currencies.ToMinor(amount, currency) : null;

    internal static DateTimeOffset? Moment(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || zone.IsInvalidTime(local)) return null;
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

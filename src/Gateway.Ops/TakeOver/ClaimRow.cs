using Gateway.Ops.Csv;
using Gateway.Register.Accounts;

namespace Gateway.Ops.TakeOver;

/// <summary>A line of the file of claims.</summary>
internal sealed record ClaimRow(int Line, RegisterKey Register, string ClaimId, string Amount, DateTimeOffset RegisteredAt)
{
    private static readonly string[] Needed = ["Account", "ClaimId", "Amount", "RegisteredAt"];

    /// <summary>In minor units; null: the text is no amount of the currency.</summary>
    public long? AmountMinor(string currency) => FreezeRow.Minor(Amount, currency);

    public static IReadOnlyList<ClaimRow> Read(ReadOnlySpan<byte> file, TimeZoneInfo zone, List<TakeOverFault> faults)
    {
        var (rows, broken) = CsvReader.Read(file, [.. Needed, "SubAccount", "Kind", "Holder"], Needed);
        faults.AddRange(broken.Select(f => new TakeOverFault("claims", f.Line, f.Column, f.Reason)));
        var claims = new List<ClaimRow>();
        foreach (var row in rows)
        {
            var moment = FreezeRow.Moment(row["RegisteredAt"], zone);
            if (moment is null) faults.Add(new TakeOverFault("claims", row.Line, "RegisteredAt", "must be a moment of the bank's time, yyyy-MM-dd HH:mm:ss"));
            foreach (var column in Needed.Where(c => row[c].Length == 0)) faults.Add(new TakeOverFault("claims", row.Line, column, "is required"));
            if (moment is { } at) claims.Add(new ClaimRow(row.Line, new RegisterKey(row["Account"], row["SubAccount"]), row["ClaimId"], row["Amount"], at));
        }

        return claims;
    }
}

using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Ops.TakeOver;

/// <summary>The file of freezes, judged by itself: what each line says, and what they say together.</summary>
internal sealed class FreezeFile(CourtDirectory courts, Rules rules, DateTimeOffset now)
{
    private readonly List<TakeOverFault> _faults = [];

    public IReadOnlyList<TakeOverFault> Faults => _faults;

    /// <summary>The freezes in order of rank within each account, each with its line.</summary>
    public IReadOnlyList<(FreezeRow Row, Freeze Freeze)> Read(ReadOnlySpan<byte> file)
    {
        var (rows, broken) = CsvReader.Read(file, FreezeRow.Columns, FreezeRow.Needed);
        _faults.AddRange(broken.Select(f => new TakeOverFault("freezes", f.Line, f.Column, f.Reason)));
        // Of a line that cannot be read this can be told all the same.
        foreach (var row in rows) JudgeNames(row);
        var read = rows.Select(r => FreezeRow.Read(r, rules.TimeZone, (column, reason) => Fault(r.Line, column, reason))).OfType<FreezeRow>().ToList();
        foreach (var row in read) Judge(row);
        foreach (var order in read.GroupBy(r => r.Order)) JudgeOrder([.. order]);
        foreach (var account in read.GroupBy(r => r.Register.Account, StringComparer.Ordinal))
        {
            foreach (var again in account.GroupBy(r => r.HoldId, StringComparer.Ordinal).SelectMany(g => g.Skip(1))) Fault(again.Line, "HoldId", "is the hold of another line");
            foreach (var register in account.GroupBy(r => r.Register)) JudgeRanks([.. register.OrderBy(r => r.Rank)]);
        }

        return [.. read.GroupBy(r => r.Register.Account, StringComparer.Ordinal).SelectMany(account => account.OrderBy(r => r.ServedAt).ThenBy(r => r.Rank).Select((row, i) => (row, FreezeOf(row, i + 1))))];
    }

    private void JudgeNames(CsvRow row)
    {
        if (row["Channel"] is { Length: > 0 } channel && courts.FindChannel(channel) is null) Fault(row.Line, "Channel", $"{channel} is not in the register of channels");
        if (row["Court"] is { Length: > 0 } court && courts.FindCourt(court) is null) Fault(row.Line, "Court", $"{court} is not in the register of courts");
    }

    private void Judge(FreezeRow row)
    {
        var today = rules.DateOf(now);
        if (row.To < today) Fault(row.Line, "To", "has ended already");
        if (row.ServedAt > now) Fault(row.Line, "ServedAt", "lies in the future");
        if (row.From > today) Fault(row.Line, "From", "lies in the future");
    }

    private void JudgeOrder(IReadOnlyList<FreezeRow> lines)
    {
        foreach (var again in lines.GroupBy(l => l.LineNo).SelectMany(g => g.Skip(1))) Fault(again.Line, "LineNo", $"order {again.Order.OrderNo} has this line already: give its lines numbers");
        foreach (var other in lines.Skip(1).Where(l => l.CourtCode != lines[0].CourtCode || l.CaseNo != lines[0].CaseNo))
            Fault(other.Line, "OrderNo", string.Create(CultureInfo.InvariantCulture, $"the order is another court's or case's in line {lines[0].Line}"));
    }

    /// <summary>Rank goes by time of service (16), whatever stands between in the core.</summary>
    private void JudgeRanks(IReadOnlyList<FreezeRow> inOrder)
    {
        for (var i = 1; i < inOrder.Count; i++)
        {
            if (inOrder[i].Rank == inOrder[i - 1].Rank) Fault(inOrder[i].Line, "Rank", string.Create(CultureInfo.InvariantCulture, $"is the rank of line {inOrder[i - 1].Line} too"));
            else if (inOrder[i].ServedAt < inOrder[i - 1].ServedAt) Fault(inOrder[i].Line, "ServedAt", string.Create(CultureInfo.InvariantCulture, $"lies before line {inOrder[i - 1].Line}, which has the better rank; after a hand-over give the time of the rank"));
        }
    }

    private Freeze FreezeOf(FreezeRow row, long sequence) => new()
    {
        FreezeId = $"{row.Order}:{row.LineNo}",
        AdoptedHoldId = row.HoldId,
        Order = row.Order,
        LineNo = row.LineNo,
        Register = row.Register,
        CourtCode = row.CourtCode,
        CourtName = courts.FindCourt(row.CourtCode)?.Name ?? "",
        CaseNo = row.CaseNo,
        RulingNo = row.RulingNo,
        AssetKind = row.AssetKind,
        RankTime = row.ServedAt,
        Sequence = sequence,
        ServiceTime = row.ServedAt,
        GrantedMinor = row.LimitMinor,
        From = row.From,
        GrantedTo = row.To,
    };

    private void Fault(int line, string column, string reason) => _faults.Add(new TakeOverFault("freezes", line, column, reason));
}

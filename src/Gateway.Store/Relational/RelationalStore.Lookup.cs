using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Lookup;

namespace Gateway.Store.Relational;

// 19: who froze or took what, for a customer who objects.
public abstract partial class RelationalStore : ICourtActs
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<CourtAct>> ReadCourtActsAsync(string account, DateOnly today, DateTimeOffset since, CancellationToken cancel)
    {
        var acts = new List<CourtAct>();
        foreach (var found in await ReadAsync(s => FindActsAsync(s, account, today, since), cancel).ConfigureAwait(false))
        {
            // The order may be in the archive.
            var order = found.OfficerOf is { } key ? (await ReadOrderAsync(key, cancel).ConfigureAwait(false))?.Order : null;
            acts.Add(new CourtAct(
                found.Kind, found.SubAccount, found.CourtName.Length > 0 ? found.CourtName : order?.CourtName ?? "", found.CaseNo.Length > 0 ? found.CaseNo : order?.CaseNo ?? "", order?.Officer.Name ?? ""));
        }

        return [.. acts.Distinct()];
    }

    static async Task<IReadOnlyList<FoundAct>> FindActsAsync(ReadSession session, string account, DateOnly today, DateTimeOffset since)
    {
        var ids = await session.ListAsync<string>("SELECT freeze_id FROM freezes WHERE account = @account AND live = 1 ORDER BY rank_time, sequence", new { account }).ConfigureAwait(false);
        var acts = new List<FoundAct>();
        foreach (var id in ids)
        {
            var freeze = (await BookQueries.FindFreezeAsync(session, id).ConfigureAwait(false))!;
            if (freeze.LiveOn(today)) acts.Add(new FoundAct(CourtActKind.Freeze, freeze.Register.SubAccount, freeze.PresentCourtName, freeze.CaseNo, OfficerOf(freeze)));
        }

        var taken = await session.ListAsync<TakenRow>(
            """
            SELECT sub_account AS SubAccount, channel_id AS ChannelId, order_no AS OrderNo, order_version AS Version FROM deductions
            WHERE account = @account AND deducted_at >= @since ORDER BY deducted_at DESC, line_id DESC
            """,
            new { account, since = since.UtcTicks }).ConfigureAwait(false);
        acts.AddRange(taken.Select(t => new FoundAct(CourtActKind.Deduction, t.SubAccount, "", "", new OrderKey(t.ChannelId, t.OrderNo, t.Version))));
        return acts;
    }

    /// <summary>After a transfer (C16) the officer of the order by which the present court acted on the freeze last; it may have sent none yet.</summary>
    static OrderKey? OfficerOf(Freeze freeze)
    {
        if (freeze.PresentCourtCode == freeze.CourtCode) return freeze.Order;
        var moved = freeze.Changes.ToList().FindLastIndex(c => c.Kind == FreezeChangeKind.Transferred);
        return freeze.Changes.Skip(moved + 1).LastOrDefault(c => c.ByOrder is not null)?.ByOrder;
    }

    sealed record TakenRow
    {
        public string SubAccount { get; init; } = "";
        public string ChannelId { get; init; } = "";
        public string OrderNo { get; init; } = "";
        public int Version { get; init; }
    }
}

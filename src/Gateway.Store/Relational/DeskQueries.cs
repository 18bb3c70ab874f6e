using Gateway.Register.Freezes;
using Gateway.Store.Desk;

namespace Gateway.Store.Relational;

/// <summary>Reading the desk.</summary>
internal static class DeskQueries
{
    public static async Task<IReadOnlyList<DeskTask>> ListAsync(ReadSession session, DeskFilter filter, int max)
    {
        var conditions = new List<string>();
        if (!filter.ClosedToo) conditions.Add("closed_at IS NULL");
        if (filter.OrderNo is not null) conditions.Add("order_no = @OrderNo");
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        var rows = await session.PageAsync<DeskTaskRow>($"SELECT {DeskTaskRow.Columns} FROM desk_tasks {where} ORDER BY task_id", new { filter.OrderNo, max }).ConfigureAwait(false);
        return [.. rows.Select(r => r.Opened(session.Cipher).Task)];
    }

    public static async Task<IReadOnlyList<DeskTask>> OverdueAsync(ReadSession session, DateTimeOffset now, int max)
    {
        var rows = await session.PageAsync<DeskTaskRow>(
            $"SELECT {DeskTaskRow.Columns} FROM desk_tasks WHERE closed_at IS NULL AND due_at < @now ORDER BY due_at, task_id", new { now = now.UtcTicks, max }).ConfigureAwait(false);
        return [.. rows.Select(r => r.Opened(session.Cipher).Task)];
    }

    public static async Task<DeskTaskRow?> FindAsync(ReadSession session, long taskId) =>
        (await session.FirstAsync<DeskTaskRow>($"SELECT {DeskTaskRow.Columns} FROM desk_tasks WHERE task_id = @taskId", new { taskId }).ConfigureAwait(false))?.Opened(session.Cipher);

    public static async Task<IReadOnlyList<Freeze>> FreezesOfOrderAsync(ReadSession session, string orderNo)
    {
        var ids = await session.ListAsync<string>("SELECT freeze_id FROM freezes WHERE order_no = @orderNo ORDER BY rank_time, sequence", new { orderNo }).ConfigureAwait(false);
        var freezes = new List<Freeze>(ids.Count);
        foreach (var id in ids) freezes.Add((await BookQueries.FindFreezeAsync(session, id).ConfigureAwait(false))!);
        return freezes;
    }
}

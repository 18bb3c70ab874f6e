using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>Sealing rows anew, a page in a transaction. What a page reads nobody else changes meanwhile: the transaction is the only writer.</summary>
internal static class ReencryptSteps
{
    /// <summary>So many values of one transaction: a few milliseconds, then courts' orders get their turn.</summary>
    public const int PageLength = 100;

    public static async Task<Page> ColumnAsync(WriteSession session, SealedColumn column, RowKey? after)
    {
        var second = column.SecondKey ?? "0";
        var beyond = (after, column.SecondKey) switch
        {
            (null, _) => "",
            (_, null) => $" AND {column.Key} > @First",
            _ => $" AND ({column.Key} > @First OR ({column.Key} = @First AND {column.SecondKey} > @Second))",
        };
        // Bytes are looked at one by one: no product finds a prefix in them by plain SQL.
        var old = column.Bytes ? "" : $" AND {column.Column} <> '' AND {column.Column} NOT LIKE @newest";
        var rows = await session.PageAsync<SealedRow>(
            $"""
            SELECT {column.Key} AS FirstKey, {second} AS SecondKey, {column.Column} AS {(column.Bytes ? "Bytes" : "Text")} FROM {column.Table}
            WHERE {column.Column} IS NOT NULL{old}{beyond} ORDER BY {column.Key}{(column.SecondKey is null ? "" : $", {column.SecondKey}")}
            """,
            new { after?.First, after?.Second, newest = $"~enc1:{session.Cipher.Newest}:%", max = PageLength }).ConfigureAwait(false);
        var changed = 0;
        foreach (var row in rows)
        {
            if (Resealed(session.Cipher, column, row) is not { } value) continue;
            await session.ExecuteAsync(
                $"UPDATE {column.Table} SET {column.Column} = @value WHERE {column.Key} = @FirstKey{(column.SecondKey is null ? "" : $" AND {column.SecondKey} = @SecondKey")}",
                new { value, row.FirstKey, row.SecondKey }).ConfigureAwait(false);
            changed++;
        }

        return new Page(changed, rows.Count < PageLength ? null : new RowKey(rows[^1].FirstKey, rows[^1].SecondKey));
    }

    /// <summary>Party keys from before encryption was on, of orders that nobody looks for by them any more.</summary>
    public static async Task<Page> PartyKeysAsync(WriteSession session, RowKey? after)
    {
        var rows = await session.PageAsync<PartyRow>(
            "SELECT order_id AS OrderId, party_key AS PartyKey FROM orders WHERE order_id > @from AND (kind = 2 OR complete = 1) AND party_key NOT LIKE 'p-%' ORDER BY order_id",
            new { from = after?.First ?? 0L, max = PageLength }).ConfigureAwait(false);
        foreach (var row in rows)
            await session.ExecuteAsync("UPDATE orders SET party_key = @hash WHERE order_id = @OrderId", new { hash = session.Cipher.Rehashed(row.PartyKey), row.OrderId }).ConfigureAwait(false);
        return new Page(rows.Count, rows.Count < PageLength ? null : new RowKey(rows[^1].OrderId, 0L));
    }

    /// <summary>Null: the newest key sealed it already, or there is nothing in it.</summary>
    static object? Resealed(RowCipher cipher, SealedColumn column, SealedRow row)
    {
        var place = column.SecondKey is null ? column.Of(row.FirstKey) : column.Of(row.FirstKey, row.SecondKey);
        if (!column.Bytes) return RowCipher.KeyOf(row.Text) == cipher.Newest ? null : cipher.Seal(place, cipher.Open(place, row.Text));
        return row.Bytes.Length == 0 || RowCipher.KeyOf(row.Bytes) == cipher.Newest ? null : cipher.Seal(place, cipher.Open(place, row.Bytes));
    }

    /// <summary>Where to go on; the second is 0 where rows have one key.</summary>
    internal sealed record RowKey(object First, object Second);

    /// <param name="Last">Null: there are no more.</param>
    internal sealed record Page(int Changed, RowKey? Last);

    sealed record SealedRow
    {
        public object FirstKey { get; init; } = 0L;
        public object SecondKey { get; init; } = 0L;
        public string Text { get; init; } = "";
        public byte[] Bytes { get; init; } = [];
    }

    sealed record PartyRow
    {
        public long OrderId { get; init; }
        public string PartyKey { get; init; } = "";
    }
}

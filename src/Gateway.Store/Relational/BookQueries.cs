using Gateway.Register.Accounts;
using Gateway.Register.Freezes;

namespace Gateway.Store.Relational;

/// <summary>Reading the freeze register.</summary>
internal static class BookQueries
{
    /// <summary>Freezes in rank order, each with its changes, and deductions in order of arrival.</summary>
    public static async Task<RegisterBook> ReadAsync(ReadSession session, RegisterKey key)
    {
        var freezes = await session.ListAsync<FreezeRow>(
            $"SELECT {FreezeRow.Columns} FROM freezes WHERE account = @Account AND sub_account = @SubAccount ORDER BY rank_time, sequence", key).ConfigureAwait(false);
        var changes = freezes.Count == 0 ? [] : await session.ListAsync<FreezeChangeRow>(
            $"""
            SELECT {FreezeChangeRow.Columns} FROM freeze_changes c JOIN freezes f ON f.freeze_id = c.freeze_id
            WHERE f.account = @Account AND f.sub_account = @SubAccount ORDER BY c.freeze_id, c.change_no
            """,
            key).ConfigureAwait(false);
        var deductions = await session.ListAsync<DeductionRow>(
            $"SELECT {DeductionRow.Columns} FROM deductions WHERE account = @Account AND sub_account = @SubAccount ORDER BY line_id", key).ConfigureAwait(false);
        var others = await session.ListAsync<EnteredFreezeRow>(
            $"SELECT {EnteredFreezeRow.Columns} FROM other_freezes WHERE account = @Account AND sub_account = @SubAccount AND ended_by_line IS NULL ORDER BY rank_time, sequence", key).ConfigureAwait(false);
        var changesOf = changes.ToLookup(c => c.FreezeId, c => c.Change, StringComparer.Ordinal);
        return new RegisterBook(key, [.. freezes.Select(f => f.With([.. changesOf[f.FreezeId]]))], [.. deductions.Select(d => d.Deduction)])
        {
            OtherFreezes = [.. others.Select(o => o.Freeze)],
        };
    }

    /// <summary>One freeze with its changes, or null.</summary>
    public static async Task<Freeze?> FindFreezeAsync(ReadSession session, string freezeId)
    {
        var row = await session.FirstAsync<FreezeRow>($"SELECT {FreezeRow.Columns} FROM freezes WHERE freeze_id = @freezeId", new { freezeId }).ConfigureAwait(false);
        if (row is null) return null;
        var changes = await session.ListAsync<FreezeChangeRow>(
            $"SELECT {FreezeChangeRow.Columns} FROM freeze_changes c WHERE c.freeze_id = @freezeId ORDER BY c.change_no", new { freezeId }).ConfigureAwait(false);
        return row.With([.. changes.Select(c => c.Change)]);
    }
}

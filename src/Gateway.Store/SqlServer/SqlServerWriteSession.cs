using System.Data;
using Gateway.Store.Relational;
using Microsoft.Data.SqlClient;

namespace Gateway.Store.SqlServer;

/// <summary>A write transaction of SQL Server: savepoints are not released, and the batch's gathered rows go over in bulk.</summary>
internal sealed class SqlServerWriteSession(SqlConnection connection, SqlTransaction transaction, string limit, StoreHead head, TimeProvider clock)
    : WriteSession(connection, transaction, limit, head, clock)
{
    /// <summary>Fewer rows than this go over as statements: a bulk copy first asks what the table looks like.</summary>
    const int WorthBulk = 8;

    /// <summary>A savepoint of the same name takes the place of the one before.</summary>
    public override Task KeepStepAsync() => Task.CompletedTask;

    protected override async Task InsertAsync(IReadOnlyList<AuditRow> audit, IReadOnlyList<OutboxRow> outbox)
    {
        if (audit.Count >= WorthBulk)
        {
            await CopyAsync(
                "audit", audit,
                ("audit_no", typeof(long), r => r.No), ("recorded_at", typeof(long), r => r.RecordedAt), ("actor", typeof(string), r => r.Actor), ("action", typeof(string), r => r.Action),
                ("subject", typeof(string), r => r.Subject), ("detail", typeof(string), r => r.Detail), ("previous_hash", typeof(byte[]), r => r.PreviousHash), ("hash", typeof(byte[]), r => r.Hash)).ConfigureAwait(false);
            audit = [];
        }

        if (outbox.Count >= WorthBulk)
        {
            await CopyAsync(
                "outbox", outbox,
                ("outbox_id", typeof(long), r => r.Id), ("topic", typeof(string), r => r.Topic), ("message_key", typeof(string), r => r.Key),
                ("added_at", typeof(long), r => r.AddedAt), ("trace_parent", typeof(string), r => r.TraceParent ?? (object)DBNull.Value)).ConfigureAwait(false);
            outbox = [];
        }

        await base.InsertAsync(audit, outbox).ConfigureAwait(false);
    }

    async Task CopyAsync<T>(string table, IReadOnlyList<T> rows, params (string Name, Type Type, Func<T, object> Value)[] columns)
    {
        using var data = new DataTable();
        data.Locale = System.Globalization.CultureInfo.InvariantCulture;
        foreach (var column in columns) data.Columns.Add(column.Name, column.Type);
        foreach (var row in rows) data.Rows.Add([.. columns.Select(c => c.Value(row))]);
        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction);
        copy.DestinationTableName = table;
        copy.BulkCopyTimeout = connection.CommandTimeout;
        foreach (var column in columns) copy.ColumnMappings.Add(column.Name, column.Name);
        await copy.WriteToServerAsync(data).ConfigureAwait(false);
    }
}

using System.ComponentModel.DataAnnotations;
using Gateway.Store.Retention;
using Gateway.Store.SqlServer;

namespace Gateway.Store;

/// <summary>Where and how the store keeps its files (section Storage). Defaults are listed in this folder's README.</summary>
public sealed class StorageOptions
{
    /// <summary>sqlite, for one machine, or sql-server.</summary>
    public string Kind { get; set; } = StoreServices.Sqlite;

    /// <summary>Where the SQL Server is, for the kind sql-server.</summary>
    public SqlServerOptions SqlServer { get; set; } = new();

    /// <summary>When what is over moves into the archive.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>Holds gateway.db and archive/. Made if it is not there. Absolute, or relative to the working directory.</summary>
    [Required]
    public string Directory { get; set; } = "data";

    /// <summary>How long a write waits for another process that is writing, before it fails.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 30;

    /// <summary>Steps that may wait for the writer; callers beyond that wait for a place.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 4096;

    /// <summary>Most steps of one transaction.</summary>
    [Range(1, 10_000)]
    public int MaximumBatch { get; set; } = 256;

    /// <summary>A segment file of the archive that has reached this size is closed and the next one begun.</summary>
    [Range(4096, 1L << 40)]
    public long SegmentBytes { get; set; } = 256L << 20;
}

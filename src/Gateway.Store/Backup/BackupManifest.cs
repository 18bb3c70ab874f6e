namespace Gateway.Store.Backup;

/// <summary>What a backup holds, and how it can be told that it is whole. Later builds read it, so names stay.</summary>
public sealed record BackupManifest
{
    /// <summary>Of this file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Of this form of manifest.</summary>
    public int Form { get; init; } = 1;

    /// <summary>Everything that was committed before this moment is in it.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Who took it.</summary>
    public required string TakenBy { get; init; }

    /// <summary>The schema's version: a program that knows fewer cannot use it.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>When the newest order in it arrived, and its last audit entry: what came behind is not in it.</summary>
    public required DateTimeOffset LastArrival { get; init; }

    /// <summary>Number and hash of the last audit entry.</summary>
    public required long LastAuditNo { get; init; }

    /// <inheritdoc cref="LastAuditNo"/>
    public required string LastAuditHash { get; init; }

    /// <summary>The last receipt number of each channel.</summary>
    public required IReadOnlyDictionary<string, long> LastReceipts { get; init; }

    /// <summary>The data keys that its values are sealed with. They are not in it, nor are seals, certificates and gateway.json.</summary>
    public required IReadOnlyList<string> DataKeys { get; init; }

    /// <summary>The store is a shadow's.</summary>
    public bool Shadow { get; init; }

    /// <summary>The database.</summary>
    public required BackupFile Database { get; init; }

    /// <summary>The archive's segments, in the folder <c>archive</c> beside the backup's own: of each as many bytes as this backup needs.</summary>
    public required IReadOnlyList<BackupFile> Segments { get; init; }
}

/// <summary>A file of a backup: its first bytes and their SHA-256, in lower-case hex.</summary>
public sealed record BackupFile(string Name, long Bytes, string Sha256);

/// <summary>The backup is not whole, does not fit this program, or may not be put where it was to go. Nothing was changed.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);

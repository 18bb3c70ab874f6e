using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bench;

/// <summary>A folder for a gateway with its SQLite store, laid out as <c>DevelopmentService</c> has it; it ends with this.</summary>
internal sealed class StoreFolder : IDisposable
{
    /// <summary>Keys and certificates, gateway.json, logs.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("gateway-bench-").FullName;

    /// <summary>The gateway's data: database and archive.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>The database's file.</summary>
    public string Database => Path.Combine(Data, SqliteStore.FileName);

    public long FileMebibytes => new FileInfo(Database).Length >> 20;

    /// <summary>Opens it past the service, with the tables of today.</summary>
    /// <param name="encryption"><see cref="PrivacyOptions.On"/>, as a service has it, or off. What was written with it off is read with it on, too, but not the other way round.</param>
    public async Task<SqliteStore> OpenAsync(string encryption)
    {
        var keys = Path.Combine(Root, KeyFile.Standard);
        if (!File.Exists(keys)) KeyFile.Add(keys, "aes-256-gcm", TimeProvider.System.GetUtcNow());
        var store = new SqliteStore(new StorageOptions { Directory = Data }, TimeProvider.System, NullLogger<SqliteStore>.Instance, new PrivacyOptions { Encryption = encryption, KeyFile = keys });
        await store.MigrateAsync(CancellationToken.None);
        return store;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

using Gateway.Store.Relational;

namespace Gateway.Store.Tests.Compliance;

/// <summary>One empty store of a product, that can be opened more than once and closed.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Opens the store as another process would, migrated. The caller disposes of it.</summary>
    Task<RelationalStore> OpenAsync(TimeProvider clock);

    /// <summary>Changes rows behind the store's back.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>Whether a commit is a sync of this process, and not of a server's.</summary>
    bool CommitsSync { get; }

    /// <summary>Where the archive's segments lie.</summary>
    string ArchiveDirectory { get; }

    /// <summary>What the stores are told of orders in hand.</summary>
    OrderTraffic Traffic { get; }
}

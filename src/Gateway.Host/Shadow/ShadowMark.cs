using Gateway.Store;
using Gateway.Store.Relational;

namespace Gateway.Host.Shadow;

/// <summary>
/// A file in the storage folder that says that this store is a shadow's. What a shadow holds never happened: a service in use does not start on such a store, and a shadow starts on an empty one or on its own.
/// </summary>
internal static class ShadowMark
{
    public const string FileName = RelationalStore.ShadowMark;

    /// <summary>Why this process may not work on this store; null: it may.</summary>
    public static async Task<string?> FaultAsync(IStore store, string directory, bool shadow, CancellationToken cancel)
    {
        var file = Path.Combine(directory, FileName);
        if (!shadow) return File.Exists(file) ? "Host:Mode = live: the store is a shadow's, and nothing in it has happened; begin with an empty Storage:Directory (and database)" : null;
        if (File.Exists(file)) return null;
        try
        {
            if ((await store.ReadStatisticsAsync(cancel).ConfigureAwait(false)).Orders > 0)
                return "Host:Mode = shadow: the store holds orders of a service in use; a shadow begins with an empty Storage:Directory (and database)";
        }
        catch (StoreUnavailableException)
        {
            return "Host:Mode = shadow: the store does not answer, so that nobody knows whether it is empty";
        }

        await File.WriteAllTextAsync(file, "The store in this folder is a shadow's: nothing in it has happened.\n", cancel).ConfigureAwait(false);
        return null;
    }
}

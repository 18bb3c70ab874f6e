namespace Gateway.Sealing;

/// <summary>Counts what is hashed, so that tests can hold the work that an input causes against its bound.</summary>
static class HashMeter
{
    [ThreadStatic]
    static long bytes;

    /// <summary>All that this thread has hashed so far.</summary>
    public static long BytesOnThisThread => bytes;

    public static void Count(int count) => bytes += count;
}

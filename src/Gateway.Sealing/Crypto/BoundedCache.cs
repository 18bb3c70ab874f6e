using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Sealing;

/// <summary>
/// A cache of two generations: when the young one is full or old, it becomes the old one and the former old one is forgotten. Holds at
/// most twice the capacity, keeps nothing longer than twice the lifetime, takes no lock to read.
/// </summary>
/// <param name="capacity">Entries a generation.</param>
/// <param name="lifetime">Age at which a generation is replaced.</param>
sealed class BoundedCache<TValue>(int capacity, TimeSpan lifetime)
{
    readonly Lock turning = new();
    volatile Generation young = new(DateTimeOffset.MinValue);
    volatile Generation old = new(DateTimeOffset.MinValue);

    public bool TryGet(ContentKey key, DateTimeOffset now, [MaybeNullWhen(false)] out TValue value)
    {
        var (newer, older) = (young, old);
        value = default;
        return (IsFresh(newer, now) && newer.Entries.TryGetValue(key, out value))
            || (IsFresh(older, now) && older.Entries.TryGetValue(key, out value));
    }

    public void Add(ContentKey key, DateTimeOffset now, TValue value)
    {
        var generation = young;
        if (generation.IsFull(capacity) || now - generation.Start > lifetime)
            generation = Turn(generation, now);
        if (generation.Entries.TryAdd(key, value))
            generation.CountOne();
    }

    bool IsFresh(Generation generation, DateTimeOffset now) => now - generation.Start <= lifetime + lifetime;

    Generation Turn(Generation seen, DateTimeOffset now)
    {
        lock (turning)
        {
            if (!ReferenceEquals(seen, young))
                return young;
            old = seen;
            return young = new Generation(now);
        }
    }

    sealed class Generation(DateTimeOffset start)
    {
        int count;

        public DateTimeOffset Start { get; } = start;

        public ConcurrentDictionary<ContentKey, TValue> Entries { get; } = new();

        public bool IsFull(int capacity) => Volatile.Read(ref count) >= capacity;

        public void CountOne() => Interlocked.Increment(ref count);
    }
}

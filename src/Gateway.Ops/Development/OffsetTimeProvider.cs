using System.IO.MemoryMappedFiles;

namespace Gateway.Ops.Development;

/// <summary>The machine's clock with an offset that can be set; timers run in real time. For development and scenarios only.</summary>
public sealed class OffsetTimeProvider : TimeProvider, IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _shared;
    private long _offsetTicks;

    /// <summary>A clock of this process alone.</summary>
    public OffsetTimeProvider()
    {
    }

    private OffsetTimeProvider(string file)
    {
        _file = MemoryMappedFile.CreateFromFile(file, FileMode.OpenOrCreate, null, sizeof(long));
        _shared = _file.CreateViewAccessor(0, sizeof(long));
    }

    /// <summary>One clock for all processes on one store: whoever sets it sets it for all at once, and it outlives them.</summary>
    /// <param name="folder">The store's folder.</param>
    public static OffsetTimeProvider Shared(string folder) => new(Path.Combine(Directory.CreateDirectory(folder).FullName, "development.clock"));

    /// <summary>How far this clock is ahead of the machine's; negative: behind.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(_shared?.ReadInt64(0) ?? Interlocked.Read(ref _offsetTicks));
        set
        {
            if (_shared is null) Interlocked.Exchange(ref _offsetTicks, value.Ticks);
            else _shared.Write(0, value.Ticks);
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public void Dispose()
    {
        _shared?.Dispose();
        _file?.Dispose();
    }
}

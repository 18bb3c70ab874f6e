using Gateway.Bus;
using Gateway.Store;

namespace Gateway.Host;

/// <summary>
/// Without Kafka there is one worker process: what it took from the outbox it keeps in its memory, and nobody else would ever find it again. Processes with other roles may run beside it.
/// A lock on a file says so, which ends with its process however that ends.
/// </summary>
internal sealed class OnlyWorker : IDisposable
{
    /// <summary>What .NET makes of a lock that another process has: EAGAIN, or ERROR_SHARING_VIOLATION. A full or read-only disk says something else.</summary>
    private const int Locked = 11;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private readonly string _file;
    private readonly FileStream? _lock;

    private OnlyWorker(string file)
    {
        _file = file;
        try
        {
            _lock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException locked) when (locked.HResult is Locked or LockedOnWindows)
        {
            // Another process holds it: that is what Taken says.
        }
    }

    /// <summary>This process is the only one.</summary>
    public bool Taken => _lock is not null;

    /// <summary>Why it may not start.</summary>
    public string Refusal =>
        $"{BusOptions.Section}:{nameof(BusOptions.Kind)} = {BusOptions.InProcess}: another process with the role worker works here ({_file} is locked); several need {BusOptions.OverKafka}";

    /// <summary>The lock of this process; null: it needs none.</summary>
    /// <exception cref="IOException">The disk is full or read-only.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder of the store may not be written.</exception>
    public static OnlyWorker? Of(IConfiguration configuration, Roles roles)
    {
        var kind = configuration[$"{BusOptions.Section}:{nameof(BusOptions.Kind)}"] ?? BusOptions.InProcess;
        if (!roles.HasFlag(Roles.Worker) || kind != BusOptions.InProcess) return null;
        var folder = Directory.CreateDirectory(configuration[$"Storage:{nameof(StorageOptions.Directory)}"]!);
        return new OnlyWorker(Path.Combine(folder.FullName, "worker.lock"));
    }

    public void Dispose() => _lock?.Dispose();
}

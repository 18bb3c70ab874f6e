using System.Globalization;

namespace Gateway.Bus.Kafka;

/// <summary>
/// Under which name a worker process joins its groups. A process that comes back under its name within the session has its partitions at once, and nobody else's move; so the name must
/// survive a restart and be nobody else's meanwhile. Without one from the configuration it is the host's name with the first number that no process of the host holds: the number is a
/// lock on a file, which ends with the process however it ends.
/// </summary>
internal sealed class InstanceName : IDisposable
{
    private const int Most = 1000;

    private readonly FileStream? _lock;

    private InstanceName(string text, FileStream? held)
    {
        Text = text;
        _lock = held;
    }

    public string Text { get; }

    /// <exception cref="IOException">No number is free, or the folder for temporary files takes none.</exception>
    public static InstanceName Take(KafkaOptions options)
    {
        if (options.Instance.Length > 0) return new InstanceName(options.Instance, null);
        for (var number = 1; number <= Most; number++)
        {
            var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{options.Group}-{Environment.UserName}-{number}.lock"));
            if (TryHold(file) is { } held) return new InstanceName(string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{number}"), held);
        }

        throw new IOException($"no number from 1 to {Most} is free in {Path.GetTempPath()} for the name of this worker: set {KafkaOptions.Section}:{nameof(options.Instance)}");
    }

    public void Dispose() => _lock?.Dispose();

    private static FileStream? TryHold(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Another process holds it.
            return null;
        }
    }
}

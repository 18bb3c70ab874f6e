using System.Diagnostics;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>A file system of its own, in memory, that can be full and read-only. Where the machine allows no mounts the test is passed over.</summary>
internal sealed class SmallDisk : IDisposable
{
    const int Megabytes = 4;

    public SmallDisk()
    {
        Folder = Directory.CreateTempSubdirectory("gateway-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "gateway-test", Folder)) return;
        Directory.Delete(Folder);
        Assert.Ignore("no right to mount a file system here");
    }

    public string Folder { get; }

    string Filler => Path.Combine(Folder, "filler");

    /// <summary>Not a byte is left.</summary>
    public void Fill()
    {
        using var file = File.OpenHandle(Filler, FileMode.Create, FileAccess.Write);
        var (piece, at) = (new byte[4096], 0L);
        try
        {
            for (; ; at += piece.Length) RandomAccess.Write(file, piece, at);
        }
        catch (IOException)
        {
            // That is full.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    /// <exception cref="InvalidOperationException">A file is still open for writing.</exception>
    public void SetWritable(bool writable)
    {
        if (!Run("mount", "-o", writable ? "remount,rw" : "remount,ro", Folder)) throw new InvalidOperationException("cannot mount again");
    }

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

using System.Runtime.InteropServices;

namespace Gateway.Store.Archive;

/// <summary>Makes a new file's name durable. On Unix a file that was synced can still lose its name in a power cut, until its directory is synced too; .NET has no call for it.</summary>
public static class DirectorySync
{
    const int ReadOnly = 0;

    public static void Flush(string directory)
    {
        // NTFS journals names itself.
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0) throw new IOException($"Cannot open directory {directory}: errno {Marshal.GetLastPInvokeError()}.");
        var failed = Sync(descriptor) != 0;
        var errno = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed) throw new IOException($"Cannot sync directory {directory}: errno {errno}.");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Close(int descriptor);
}

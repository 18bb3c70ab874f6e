namespace Gateway.Worker.Inquiries;

/// <summary>A file for what is too large to hold and needed only for a while: nobody else can read it, and nothing is left of it when it is closed or the process dies.</summary>
internal static class ScratchFile
{
    public static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"gateway-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // An open file lives on without its name, and then not even a killed process leaves one.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }
}

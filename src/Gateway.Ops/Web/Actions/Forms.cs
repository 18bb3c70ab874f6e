using Microsoft.AspNetCore.Http;

namespace Gateway.Ops.Web.Actions;

/// <summary>Files that a form brought.</summary>
internal static class Forms
{
    /// <summary>A file's bytes; empty where none was chosen.</summary>
    public static async Task<byte[]> ReadAsync(IFormFile? file, CancellationToken cancel)
    {
        if (file is null) return [];
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel).ConfigureAwait(false);
        return bytes.ToArray();
    }
}

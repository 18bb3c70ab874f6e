namespace Gateway.Sealing;

/// <summary>Locations inside an OFD (ST_Loc of GB/T 33190).</summary>
static class OfdPath
{
    /// <summary>
    /// The file that a location names: from the root if it starts with a slash, else from the folder of the file that it stands in, or, as
    /// some writers mean it, from the root after all. The name as it would be, if there is no such file; null if it leaves the archive.
    /// </summary>
    public static string? Resolve(OfdPackage package, string fromFile, string location)
    {
        location = location.Trim();
        if (location.StartsWith('/'))
            return Normalize("", location);
        var folder = fromFile[..(fromFile.LastIndexOf('/') + 1)];
        var near = Normalize(folder, location);
        if (near is not null && package.Contains(near))
            return near;
        var fromRoot = Normalize("", location);
        return fromRoot is not null && package.Contains(fromRoot) ? fromRoot : near;
    }

    static string? Normalize(string folder, string location)
    {
        var segments = new List<string>();
        foreach (var segment in (folder + location).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".")
                continue;
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else
                return null;
        }
        return string.Join('/', segments);
    }
}

namespace Gateway.Tidy;

/// <summary>The repository's own text files, without what builds leave behind and without the stand-ins for other people's packages.</summary>
internal sealed class Repository(IReadOnlyList<SourceFile> files)
{
    private static readonly string[] SkippedFolders = ["bin", "obj", "artifacts", "TestResults", "node_modules", "__pycache__"];
    private static readonly string[] SkippedPaths = ["tools/restricted-feed/"];

    private static readonly string[] TextEndings =
    [
        ".cs", ".csproj", ".css", ".html", ".js", ".json", ".md", ".props", ".proto", ".ps1", ".py", ".razor", ".service",
        ".sh", ".sln", ".slnx", ".sql", ".targets", ".txt", ".xml", ".yaml", ".yml",
    ];

    public IReadOnlyList<SourceFile> Files { get; } = files;

    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    public static string RootFolder { get; } = FindRoot();

    public static Repository Load() => new([.. Walk(RootFolder)
        .Select(path => (Full: path, Relative: Path.GetRelativePath(RootFolder, path).Replace('\\', '/')))
        .Where(path => !SkippedPaths.Any(skipped => path.Relative.StartsWith(skipped, StringComparison.Ordinal)))
        .OrderBy(path => path.Relative, StringComparer.Ordinal)
        .Select(path => new SourceFile(path.Relative, File.ReadAllText(path.Full)))]);

    /// <summary>A made-up repository for the rules' own tests.</summary>
    public static Repository Of(params (string Path, string Text)[] files) =>
        new([.. files.Select(file => new SourceFile(file.Path, file.Text))]);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (TextEndings.Contains(Path.GetExtension(file)) || Path.GetExtension(file).Length == 0)
                yield return file;
        }

        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            var name = Path.GetFileName(inner);
            if (name is ".git" or ".vs" or ".idea" || SkippedFolders.Contains(name))
                continue;
            foreach (var file in Walk(inner))
                yield return file;
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Gateway.sln above {AppContext.BaseDirectory}.");
    }
}

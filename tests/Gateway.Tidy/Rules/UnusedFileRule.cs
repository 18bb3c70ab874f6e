using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gateway.Tidy.Rules;

/// <summary>
/// Every file serves something: a C# file of the product declares a type (or extension method) that another file of the
/// product names, a project is in the solution, and any other file is named, or its folder is, in some other file.
/// </summary>
internal sealed class UnusedFileRule : IRule
{
    // Files that tools or people look for by their name.
    private static readonly string[] ByConvention =
    [
        "README.md", "RUNBOOK.md", "CAPACITY.md", "RESULTS.md", "LICENSE", "global.json", ".editorconfig", ".gitignore", ".gitattributes",
        "Gateway.sln", "Directory.Build.props", "Directory.Packages.props", "launchSettings.json", "appsettings.json", "_Imports.razor",
        "kustomization.yaml",
    ];

    public string Name => "unused";

    public IEnumerable<Finding> Check(Repository repository)
    {
        var declared = repository.CSharp.Where(file => file.IsProduct).ToDictionary(file => file, DeclaredNames);
        foreach (var file in repository.Files.Where(file => !ByConvention.Contains(file.Name) && !file.IsUnder(".ci")))
        {
            var used = file switch
            {
                { IsProject: true } => repository.Files.Any(other => other.Name == "Gateway.sln" && other.Text.Contains(file.Name, StringComparison.Ordinal)),
                { IsCSharp: true, IsProduct: true } => IsNamed(file, declared, repository),
                { IsCSharp: true } => InProject(file, repository),
                { IsRazor: true } => file.Text.Contains("@page", StringComparison.Ordinal) || MentionedElsewhere(file, Path.GetFileNameWithoutExtension(file.Name), repository),
                _ => IsMentioned(file, repository),
            };
            if (!used)
                yield return new Finding(Name, file.Path, 1, "nothing uses this file");
        }
    }

    private static bool IsNamed(SourceFile file, Dictionary<SourceFile, HashSet<string>> declared, Repository repository)
    {
        var names = declared[file];
        // Top-level statements start a program; a file without types holds assembly attributes or usings.
        if (names.Count == 0 || file.Root.DescendantNodes().OfType<GlobalStatementSyntax>().Any())
            return InProject(file, repository);

        // Other parts of a partial type are no users of it.
        return names.Any(name => repository.Files.Any(other =>
            other.IsProduct && (other.IsCSharp || other.IsRazor) && other.MentionedWords.Contains(name)
            && !(declared.TryGetValue(other, out var own) && own.Contains(name))));
    }

    private static HashSet<string> DeclaredNames(SourceFile file)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in file.Root.DescendantNodes())
        {
            switch (member)
            {
                case BaseTypeDeclarationSyntax type:
                    names.Add(type.Identifier.Text);
                    if (type.Identifier.Text.EndsWith("Attribute", StringComparison.Ordinal))
                        names.Add(type.Identifier.Text[..^"Attribute".Length]);
                    break;
                case DelegateDeclarationSyntax type:
                    names.Add(type.Identifier.Text);
                    break;
                case MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } method when first.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.ThisKeyword)):
                    names.Add(method.Identifier.Text);
                    break;
            }
        }

        return names;
    }

    private static bool InProject(SourceFile file, Repository repository) => repository.Files.Any(project =>
        project.IsProject && file.Path.StartsWith(Path.GetDirectoryName(project.Path)!.Replace('\\', '/') + "/", StringComparison.Ordinal));

    private static bool IsMentioned(SourceFile file, Repository repository)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(file.Path));
        return repository.Files.Any(other => other != file
            && (other.Text.Contains(file.Name, StringComparison.Ordinal)
                || (!string.IsNullOrEmpty(folder) && (other.Text.Contains($"{folder}/", StringComparison.Ordinal) || other.Text.Contains($"\"{folder}\"", StringComparison.Ordinal)))));
    }

    private static bool MentionedElsewhere(SourceFile file, string name, Repository repository) =>
        repository.Files.Any(other => other != file && other.IsProduct && other.MentionedWords.Contains(name));
}

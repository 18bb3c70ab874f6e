using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

// FrameworkScript ASSEMBLY RESOURCE FILE: writes an embedded resource of an assembly into a file, without loading the assembly.
if (args is not [var assembly, var resource, var file])
{
    await Console.Error.WriteLineAsync("usage: FrameworkScript ASSEMBLY RESOURCE FILE");
    return 2;
}

using var image = new PEReader(File.OpenRead(assembly));
var metadata = image.GetMetadataReader();
foreach (var entry in metadata.ManifestResources.Select(metadata.GetManifestResource))
{
    if (!entry.Implementation.IsNil || metadata.GetString(entry.Name) != resource) continue;
    var bytes = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
    var reader = bytes.GetReader((int)entry.Offset, bytes.Length - (int)entry.Offset);
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
    await File.WriteAllBytesAsync(file, reader.ReadBytes(reader.ReadInt32()));
    return 0;
}

await Console.Error.WriteLineAsync($"{assembly} has no resource {resource}");
return 1;

using System.Text.Json;

namespace Gateway.Sealing.Tests;

/// <summary>One case of vectors/vectors.json.</summary>
/// <param name="Expect">valid, invalid, or policy: a setting decides.</param>
public sealed record Vector(string Name, string Kind, string File, string? Data, string Expect, string Reason)
{
    public byte[] Octets => Vectors.Read(File);

    public byte[] Document => Vectors.Read(Data!);

    public override string ToString() => Name;
}

/// <summary>The cases of the vectors folder.</summary>
static class Vectors
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static readonly IReadOnlyList<Vector> All =
        JsonSerializer.Deserialize<VectorFile>(File.ReadAllText(Path.Combine(Folder, "vectors.json")), Json)!.Vectors;

    /// <summary>The signing time of the vectors, a minute later.</summary>
    public static readonly DateTimeOffset Now = new(2025, 3, 1, 2, 4, 4, TimeSpan.Zero);

    public static readonly TrustStore Trust = TrustStore.FromCertificates([Certificate("ca")]);

    public static IEnumerable<Vector> Of(params string[] kinds) => All.Where(vector => kinds.Contains(vector.Kind));

    public static Vector Named(string prefix) => All.Single(vector => vector.Name.StartsWith(prefix, StringComparison.Ordinal));

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder, path));

    public static byte[] Certificate(string name) => Read($"keys/{name}.cer");

    public static SealVerdict Verify(Vector vector, SealPolicy? policy = null, string? fileName = null)
    {
        var verifier = new SealVerifier(Trust, policy ?? new SealPolicy());
        return vector.Kind == "ofd"
            ? verifier.VerifyOfd(vector.Octets, Now)
            : verifier.VerifyDetached(vector.Octets, vector.Document, Now, fileName);
    }

    sealed record VectorFile(IReadOnlyList<Vector> Vectors);
}

using System.CommandLine;
using System.Text.Json;
using Gateway.Sealing;

namespace Gateway.Hub.Commands;

/// <summary>seal verify: one line of JSON about one seal.</summary>
internal static class SealCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A sealed document (.ofd), or a signature beside its document (.der)." };
        var trust = new Option<FileInfo[]>("--trust")
        {
            Description = "A certificate to believe in (.cer) or a revocation list (.crl), DER or PEM. May be repeated.",
            Required = true,
        };
        var data = new Option<FileInfo?>("--data") { Description = "The document that a .der signs." };
        var at = new Option<DateTimeOffset?>("--at") { Description = "The verifier's clock; default: now. Validity is judged at signing time." };
        var name = new Option<string?>("--name") { Description = "The file name that the seal beside a document must state; default: not compared." };
        var settings = new Option<string[]>("--setting") { Description = "NAME=VALUE: a property of SealPolicy that differs from its default. May be repeated.", DefaultValueFactory = _ => [] };
        var verify = new Command("verify", "Prints {\"verdict\":\"valid|invalid\",\"reason\":\"…\"}; exit code 0 for a valid seal, 1 for an invalid one, 2 if it could not be looked at.")
        {
            file, trust, data, at, name, settings,
        };
        verify.SetAction(parsed =>
        {
            var verifier = new SealVerifier(TrustFiles.Read(parsed.GetRequiredValue(trust)), SealPolicyText.Apply(parsed.GetRequiredValue(settings)));
            var now = parsed.GetValue(at) ?? TimeProvider.System.GetUtcNow();
            var target = parsed.GetRequiredValue(file);
            var content = File.ReadAllBytes(target.FullName);
            SealVerdict verdict;
            if (IsOfd(target, content))
                verdict = verifier.VerifyOfd(content, now);
            else if (parsed.GetValue(data) is { } document)
                verdict = verifier.VerifyDetached(content, File.ReadAllBytes(document.FullName), now, parsed.GetValue(name));
            else
                throw new InvalidDataException("--data is missing: a signature beside its document is judged together with it");
            Console.WriteLine(JsonSerializer.Serialize(new { verdict = verdict.IsValid ? "valid" : "invalid", reason = verdict.Code }));
            return verdict.IsValid ? 0 : 1;
        });
        return new Command("seal", "E-seals.") { verify };
    }

    // The name decides; only a file of some other name is judged by its first octets.
    static bool IsOfd(FileInfo file, byte[] content) => file.Extension.ToUpperInvariant() switch
    {
        ".OFD" => true,
        ".DER" => false,
        _ => content.AsSpan().StartsWith("PK"u8),
    };
}

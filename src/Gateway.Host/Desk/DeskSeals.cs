using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Register.Courts;
using Gateway.Sealing;
using Gateway.Store.Desk;
using Gateway.Store.Seals;

namespace Gateway.Host.Desk;

/// <summary>The register of courts' seals as people fill and read it.</summary>
internal static class DeskSeals
{
    /// <exception cref="DeskException">No such court, no readable certificate, or the configuration has it already.</exception>
    public static NewDeskTask Enter(DeskArguments arguments, CourtDirectory courts)
    {
        var code = arguments.Required("--court");
        if (courts.FindCourt(code) is null) throw new DeskException($"--court {code}: not in the directory");
        var (fingerprint, holder) = Certificate(arguments.Required("--certificate"));
        if (courts.Courts.FirstOrDefault(c => c.SealFingerprints.Contains(fingerprint)) is { } configured) throw new DeskException($"the configuration has this certificate for court {configured.Code}");
        if (holder.Length == 0) throw new DeskException("--certificate: a file is needed, so that people see whose it is");
        return new NewDeskTask(DeskTaskKind.EnterCourtSeal, new CourtSeal(code, fingerprint, arguments.Text("--seal-id")), holder);
    }

    /// <exception cref="DeskException">No readable certificate.</exception>
    public static NewDeskTask End(DeskArguments arguments)
    {
        var (fingerprint, holder) = Certificate(arguments.Required("--certificate"));
        return new NewDeskTask(DeskTaskKind.EndCourtSeal, new CourtSeal(arguments.Required("--court"), fingerprint, arguments.Text("--seal-id")), holder);
    }

    /// <summary>One line an entry: court, certificate, seal ("*": any), state, where it comes from, whose it is.</summary>
    public static IEnumerable<string> Lines(CourtDirectory courts, EnteredSeals entered) =>
        courts.Courts.SelectMany(court => court.Seals).Select(seal => Line(seal, "live", "configuration", "-"))
            .Concat(entered.Entries.Select(entry => Line(
                entry.Seal,
                entry.EndedAt is { } ended ? string.Create(CultureInfo.InvariantCulture, $"ended {ended:yyyy-MM-dd}") : "live",
                entry.TaskId is { } task ? string.Create(CultureInfo.InvariantCulture, $"task {task}") : "first use",
                entry.Holder.Length == 0 ? "-" : entry.Holder)));

    private static string Line(CourtSeal seal, string state, string source, string holder) =>
        $"{seal.CourtCode}\t{seal.Fingerprint}\t{(seal.SealId.Length == 0 ? "*" : seal.SealId)}\t{state}\t{source}\t{holder}";

    /// <summary>A certificate file (DER or PEM), or the fingerprint itself, of which nobody's name is known.</summary>
    private static (string Fingerprint, string Holder) Certificate(string text)
    {
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit)) return (text.ToLowerInvariant(), "");
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(text);
            return (Sm3.HexHash(certificate.RawData), certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new DeskException($"--certificate {text}: {unreadable.Message}");
        }
    }
}

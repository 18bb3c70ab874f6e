using System.Globalization;
using System.Security.Cryptography;
using Gateway.Ops.Metrics;

namespace Gateway.Host.Doctor;

/// <summary>Certificates and seals by their dates, and whose signatures are believed.</summary>
internal static class CertificateChecks
{
    // As the alerts have it.
    private const int SoonDays = 30;

    /// <summary>What the metrics watch, looked at once.</summary>
    public static IEnumerable<Finding> Ends(IEnumerable<WatchedEnd> ends, DateTimeOffset now) => ends.Select(end => Of(end, now)).OfType<Finding>();

    internal static Finding? Of(WatchedEnd end, DateTimeOffset now)
    {
        try
        {
            if (end.Until() is not { } until) return null;
            var days = (int)(until - now).TotalDays;
            var what = string.Create(CultureInfo.InvariantCulture, $"{end.Name}: until {until:yyyy-MM-dd}");
            if (until <= now) return Finding.Wrong("certificate", what + ", it has ended", "put the new one in its place: RUNBOOK, drill certificate expiring");
            return days < SoonDays ? Finding.Look("certificate", string.Create(CultureInfo.InvariantCulture, $"{what}, {days} days"), "ask for the new one now") : Finding.Fine("certificate", what);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Finding.Wrong("certificate", $"{end.Name}: {unreadable.Message}", "file and rights");
        }
    }

    /// <summary>The folder of the authorities of courts' seals.</summary>
    public static Finding Trust(string folder)
    {
        string[] certificates = [".cer", ".crt", ".pem"];
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(f => Path.GetExtension(f).ToLowerInvariant()).ToList() : [];
        var (issuers, lists) = (files.Count(certificates.Contains), files.Count(f => f == ".crl"));
        var what = string.Create(CultureInfo.InvariantCulture, $"{folder}: {issuers} files with authorities, {lists} with revocation lists");
        if (issuers == 0) return Finding.Wrong("trust store", what, "put the authorities of the courts' seals there: no order verifies without them");
        return lists == 0 ? Finding.Look("trust store", what, "without revocation lists a revoked seal is believed") : Finding.Fine("trust store", what);
    }

    /// <summary>Channels of the configuration whose certificates are those of the example.</summary>
    public static IEnumerable<Finding> Channels(IConfiguration configuration) =>
        from channel in configuration.GetSection("Channels").GetChildren()
        where channel.GetSection("CertificateFingerprints").GetChildren().Any(f => f.Value is { Length: > 0 } text && text.Trim('0', ':').Length == 0)
        select Finding.Wrong("channel", $"{channel["Id"]} has a certificate fingerprint of zeros", "the SHA-256 of the channel's client certificate: openssl x509 -noout -fingerprint -sha256 -in FILE");
}

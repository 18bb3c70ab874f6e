using Gateway.Contracts.V1;
using Gateway.Sealing;
using Google.Protobuf;

namespace Gateway.Hub.Client;

/// <summary>Checks a bank's receipt: its seal, its signer, and that page, attachment and message are one.</summary>
/// <param name="verifier">With the trust anchor of the seals.</param>
/// <param name="bankCertificateFingerprint">SM3 of the certificate that the bank seals with; null: any that the anchor vouches for.</param>
public sealed class ReceiptCheck(SealVerifier verifier, string? bankCertificateFingerprint)
{
    static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    /// <summary>The verdict over a sealed OFD, with the answer that it carries if it is valid.</summary>
    /// <exception cref="InvalidDataException">The seal is good, but there is no answer under it.</exception>
    public (SealVerdict Verdict, ReceiptBody? Body) Open(byte[] ofd, DateTimeOffset now)
    {
        var verdict = verifier.VerifyOfd(ofd, now);
        if (!verdict.IsValid) return (verdict, null);
        var attachments = OfdAttachments.Read(ofd);
        var attachment = attachments.FirstOrDefault(a => a.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException("the receipt carries no machine-readable answer");
        var body = Parser.Parse<ReceiptBody>(System.Text.Encoding.UTF8.GetString(attachment.Content));
        if (body.Inquiry?.Statement is { } statement && (attachments.FirstOrDefault(a => a.FileName == statement.FileName) is not { } file || Sm3.HexHash(file.Content) != statement.Sm3))
            throw new InvalidDataException("the file of transactions is not the one that the answer names");
        return (verdict, body);
    }

    /// <summary>What is wrong with a receipt as it came over the wire; null: nothing.</summary>
    public string? Fault(Receipt receipt, DateTimeOffset now)
    {
        var (verdict, body) = Open(receipt.Ofd.ToByteArray(), now);
        if (!verdict.IsValid) return "seal " + verdict.Code;
        if (bankCertificateFingerprint is not null && verdict.Signer!.CertificateFingerprint != bankCertificateFingerprint) return "sealed by " + verdict.Signer.SubjectName;
        return receipt.Body.Equals(body) ? null : "the attached answer differs from the message";
    }
}

using System.Globalization;

namespace Gateway.Sealing;

/// <summary>The signature of a PDF that covers all of the file but its own octets (ISO 32000, ByteRange).</summary>
/// <param name="Value">The signature's octets, without the zeros that fill its place.</param>
/// <param name="Covered">The octets that it covers, one behind the other.</param>
readonly record struct PdfSignature(byte[] Value, byte[] Covered)
{
    // A file signed again and again has one for each time; more than this is no court's.
    const int MaximumSignatures = 64;

    static ReadOnlySpan<byte> Range => "/ByteRange"u8;

    /// <summary>
    /// Finds the signature that covers the whole file. The file's structure is not read: whatever else it holds, every octet but the hexadecimal digits between the ranges is under the
    /// signature found, so it cannot show what its signer did not sign. Earlier signatures lie under it and are not looked at.
    /// </summary>
    /// <returns><see cref="SealReason.Ok"/>, <see cref="SealReason.PdfNotSigned"/>, or <see cref="SealReason.PdfUncovered"/>: something was added after the last signature.</returns>
    public static SealReason Find(byte[] pdf, out PdfSignature signature)
    {
        signature = default;
        var (at, found) = (0, 0);
        for (var next = pdf.AsSpan().IndexOf(Range); next >= 0 && found < MaximumSignatures; next = pdf.AsSpan(at).IndexOf(Range), found++)
        {
            at += next + Range.Length;
            if (!TryReadRange(pdf, at, out var length, out var rest) || !TryReadValue(pdf.AsSpan(length..rest), out var value)) continue;
            signature = new PdfSignature(value, [.. pdf.AsSpan(0, length), .. pdf.AsSpan(rest)]);
            return SealReason.Ok;
        }

        return found == 0 ? SealReason.PdfNotSigned : SealReason.PdfUncovered;
    }

    // [0 length rest restLength], the two together with the value between them the whole file.
    static bool TryReadRange(byte[] pdf, int at, out int length, out int rest)
    {
        const int longest = 64;
        (length, rest) = (0, 0);
        var text = System.Text.Encoding.Latin1.GetString(pdf, at, Math.Min(longest, pdf.Length - at)).TrimStart();
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (!text.StartsWith('[') || end < 0) return false;
        var numbers = text[1..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return numbers.Length == 4 && numbers[0] == "0" && Read(numbers[1], out length) && Read(numbers[2], out rest) && Read(numbers[3], out var restLength)
            && length < rest && (long)rest + restLength == pdf.Length;

        static bool Read(string number, out int value) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    // <hexadecimal digits>, and nothing else.
    static bool TryReadValue(ReadOnlySpan<byte> gap, out byte[] value)
    {
        value = [];
        if (gap.Length < 4 || gap[0] != '<' || gap[^1] != '>') return false;
        var digits = gap[1..^1];
        if (digits.Length % 2 != 0) return false;
        var octets = new byte[digits.Length / 2];
        if (Convert.FromHexString(digits, octets, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        value = WithoutFill(octets);
        return true;
    }

    // The place is as long as a signature may be; DER says where this one ends. Octets behind it that are no zeros stay, to be refused as trailing.
    static byte[] WithoutFill(byte[] octets)
    {
        if (!System.Formats.Asn1.AsnDecoder.TryReadEncodedValue(octets, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out _, out var consumed)) return octets;
        return octets.AsSpan(consumed).ContainsAnyExcept((byte)0) ? octets : octets[..consumed];
    }
}

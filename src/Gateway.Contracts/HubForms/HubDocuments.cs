using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Google.Protobuf;

namespace Gateway.Contracts.HubForms;

/// <summary>Documents as they were fetched.</summary>
/// <param name="Damaged">What did not arrive whole, by the hub's number of it: its digest differs, or its bytes cannot be read. To be fetched again, not judged.</param>
public sealed record HubPapers(IReadOnlyList<V1.Document> Documents, IReadOnlyList<string> Damaged);

/// <summary>wsinfo and zjinfo as an order's documents.</summary>
public static class HubDocuments
{
    /// <summary>wsinfo: rulings, notices, lists.</summary>
    /// <param name="answer">What cxwsInfo or kzwsInfo answered, or a file QI.</param>
    /// <param name="documentNo">WSBH of the order; the hub leaves it out of its answer.</param>
    public static HubPapers Writs(HubElement answer, string documentNo)
    {
        var (documents, damaged) = (new List<V1.Document>(), new List<string>());
        foreach (var (writ, index) in answer.All("wsinfo").Select((writ, index) => (writ, index)))
        {
            // A name without bytes is a document that was announced and not sent: the review misses it.
            if (Content(writ, "WSNR") is { } bytes && IsWhole(bytes, writ["MD5"])) documents.Add(Writ(writ, bytes, documentNo));
            else damaged.Add($"wsinfo {Number(writ, index)}");
        }

        return new HubPapers(documents, damaged);
    }

    /// <summary>zjinfo: the officers' cards, one or two of each officer.</summary>
    public static HubPapers Cards(HubElement answer)
    {
        var (documents, damaged) = (new List<V1.Document>(), new List<string>());
        foreach (var (card, index) in answer.All("zjinfo").Select((card, index) => (card, index)))
        {
            Add(card, index, "GZZ", V1.DocumentKind.WorkCard, "工作证");
            Add(card, index, "GWZ", V1.DocumentKind.DutyCard, "公务证");
        }

        return new HubPapers(documents, damaged);

        void Add(HubElement card, int index, string what, V1.DocumentKind kind, string name)
        {
            if (Content(card, what) is not { } bytes) damaged.Add($"zjinfo {Number(card, index)} {what}");
            else if (bytes.Length > 0) documents.Add(Paper(kind, $"{name}{card[what + "BM"]}", card[what + "WJGS"], card[what + "BM"], bytes));
        }
    }

    static V1.Document Writ(HubElement writ, byte[] bytes, string documentNo)
    {
        var kind = HubCodes.DocumentKind(writ["WSLB"], writ["WJMC"]);
        return Paper(kind, writ["WJMC"].Length > 0 ? writ["WJMC"] : writ["WSLB"], writ["WJLX"], documentNo, bytes);
    }

    static V1.Document Paper(V1.DocumentKind kind, string name, string extension, string documentNo, byte[] bytes)
    {
        var ending = extension.Length == 0 ? "" : $".{extension.TrimStart('.')}";
        return new V1.Document
        {
            Kind = kind, FileName = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name : name + ending, MediaType = HubCodes.MediaType(extension), DocumentNo = documentNo,
            Content = UnsafeByteOperations.UnsafeWrap(bytes),
        };
    }

    // Base64 of bytes, under whatever coding the attribute has itself; null: damaged.
    static byte[]? Content(HubElement element, string attribute) => element.Unreadable.Contains(attribute) ? null : HubText.Bytes(element[attribute]);

    [SuppressMessage("Security", "CA5351", Justification = "The courts' field: it tells damage on the way; what proves a document is its seal.")]
    static bool IsWhole(byte[] bytes, string md5) => md5.Length == 0 || string.Equals(Convert.ToHexString(MD5.HashData(bytes)), md5, StringComparison.OrdinalIgnoreCase);

    static string Number(HubElement element, int index) => element["XH"].Length > 0 ? element["XH"] : (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

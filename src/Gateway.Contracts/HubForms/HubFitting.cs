using System.Globalization;
using System.Text;

namespace Gateway.Contracts.HubForms;

/// <summary>
/// Makes an answer writable: characters that cannot be sent become <see cref="HubText.Missing"/>, what is longer than its field is cut, and each time the nearest remark says so, with the
/// code points that were replaced. Nothing is changed silently; the bank keeps all of it. A message that fits is not touched.
/// </summary>
public static class HubFitting
{
    /// <summary>Code points named for one field; that there are more is said.</summary>
    const int NamedCodePoints = 8;

    /// <summary>Fits an element and all below it, in place.</summary>
    public static HubElement Fit(HubElement root, HubCoding coding)
    {
        Fit(root, coding, new Changes());
        return root;
    }

    static void Fit(HubElement element, HubCoding coding, Changes above)
    {
        var remark = HubWidths.RemarkOf(element.Name);
        var changes = remark is null ? above : new Changes();
        foreach (var child in element.Children) Fit(child, coding, changes);
        foreach (var (attribute, value) in element.Attributes.ToList())
        {
            if (attribute != remark) element.Set(attribute, Fitted(element.Name, attribute, value, coding, changes));
        }

        if (remark is not null) FitRemark(element, remark, coding, changes);
    }

    static string Fitted(string element, string attribute, string value, HubCoding coding, Changes changes)
    {
        var written = Replaced(value, coding, out var missing);
        if (missing.Count > 0) changes.Replaced(element, attribute, missing);
        if (HubWidths.Of(attribute) is not { } width || written.Length <= width) return written;
        changes.Cut(element, attribute, written.Length, width);
        return Cut(written, width);
    }

    // The remark itself is fitted last, and what was changed comes first in it: that must not be what is cut off.
    static void FitRemark(HubElement element, string attribute, HubCoding coding, Changes changes)
    {
        var written = Replaced(element[attribute], coding, out var missing);
        if (missing.Count > 0) changes.Replaced(element.Name, attribute, missing);
        var width = HubWidths.Of(attribute) ?? int.MaxValue;
        var whole = HubRecords.Joined(changes.Words(), written);
        if (whole.Length > width)
        {
            changes.Cut(element.Name, attribute, whole.Length, width);
            whole = Cut(HubRecords.Joined(changes.Words(), written), width);
        }

        if (whole.Length > 0 || element.Has(attribute)) element.Set(attribute, whole);
    }

    static string Replaced(string value, HubCoding coding, out List<Rune> missing)
    {
        missing = [];
        var written = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            // A half of a pair is read as U+FFFD, which GBK has not; in UTF-8 it is visible already.
            if (HubText.HasXml(rune) && (coding == HubCoding.Plain || HubText.HasGbk(rune)))
            {
                written.Append(rune);
                continue;
            }

            missing.Add(rune);
            written.Append(HubText.Missing);
        }

        return missing.Count == 0 && written.Length == value.Length ? value : written.ToString();
    }

    // Never between the halves of a pair.
    static string Cut(string text, int width) => text[..(char.IsHighSurrogate(text[width - 1]) ? width - 1 : width)];

    /// <summary>What was changed below one remark, by field: a thousand transactions with the same fault are one remark.</summary>
    sealed class Changes
    {
        readonly Dictionary<string, (int Times, HashSet<Rune> Runes)> replaced = new(StringComparer.Ordinal);
        readonly Dictionary<string, (int Times, int Longest, int Width)> cut = new(StringComparer.Ordinal);

        public void Replaced(string element, string attribute, List<Rune> missing)
        {
            var (times, runes) = replaced.GetValueOrDefault($"{element}.{attribute}", (0, []));
            runes.UnionWith(missing);
            replaced[$"{element}.{attribute}"] = (times + 1, runes);
        }

        public void Cut(string element, string attribute, int length, int width)
        {
            var (times, longest, _) = cut.GetValueOrDefault($"{element}.{attribute}");
            cut[$"{element}.{attribute}"] = (times + 1, Math.Max(longest, length), width);
        }

        public string Words() => HubRecords.Joined(
        [
            .. replaced.Select(pair => $"{pair.Key}{Times(pair.Value.Times)}含无法传送的字符 {Named(pair.Value.Runes)}，以{HubText.Missing}代替，原文存我行备查"),
            .. cut.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}{Times(pair.Value.Times)}长{pair.Value.Longest}字，超过{pair.Value.Width}字，已截断，全文存我行备查")),
        ]);

        static string Times(int times) => times == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"有{times}处");

        static string Named(HashSet<Rune> runes) =>
            string.Join('、', runes.Take(NamedCodePoints).Select(rune => $"U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}")) + (runes.Count > NamedCodePoints ? "等" : "");
    }
}

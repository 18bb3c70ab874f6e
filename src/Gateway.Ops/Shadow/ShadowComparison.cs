using System.Globalization;
using Gateway.Register;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Publishing;

namespace Gateway.Ops.Shadow;

/// <summary>What the system in use answered for one line. Texts are as it wrote them; an empty one was not stated, and is not compared.</summary>
/// <param name="Controlled">KZZT: "1" controlled, "2" not.</param>
/// <param name="Actual">SKJE, decimal.</param>
/// <param name="Deducted">Decimal.</param>
/// <param name="Reason">WNKZYY: its code, or the words of the reason's table.</param>
public sealed record OtherAnswer(string OrderNo, string LineNo, string Controlled, string Actual, string Deducted, string Reason);

/// <summary>Where the shadow and the system in use do not agree.</summary>
/// <param name="What">order, line, controlled, actual, deducted or reason.</param>
public sealed record ShadowDifference(string OrderNo, string LineNo, string What, string Ours, string Theirs);

/// <summary>All that was compared.</summary>
/// <param name="Lines">Lines that both have answered.</param>
/// <param name="Equal">Lines among them without a difference.</param>
public sealed record ShadowReport(int Lines, int Equal, IReadOnlyList<ShadowDifference> Differences);

/// <summary>Compares what a shadow answered with what the system in use answered for the same orders.</summary>
public sealed class ShadowComparison(IStore store, IPublishing publishing)
{
    const int PageLength = 50;

    /// <param name="theirs">The answers of the system in use, a line each.</param>
    public async Task<ShadowReport> CompareAsync(IReadOnlyList<OtherAnswer> theirs, CancellationToken cancel)
    {
        var channels = await publishing.ReadChannelsAsync(cancel).ConfigureAwait(false);
        var answered = theirs.ToLookup(a => a.OrderNo, StringComparer.Ordinal);
        var ours = await AnsweredAsync(channels, cancel).ConfigureAwait(false);
        var differences = new List<ShadowDifference>();
        var (lines, equal) = (0, 0);
        foreach (var order in answered.Select(g => g.Key).Concat(ours.Keys.Where(no => !answered.Contains(no))))
        {
            var file = ours.TryGetValue(order, out var key) ? await store.ReadOrderAsync(key, cancel).ConfigureAwait(false) : null;
            if (file is null) differences.Add(new ShadowDifference(order, "", "order", await StateAsync(channels, order, cancel).ConfigureAwait(false), "answered"));
            else if (!answered.Contains(order)) differences.Add(new ShadowDifference(order, "", "order", "answered", "not there"));
            else
            {
                foreach (var (line, found) in Compare(order, file, [.. answered[order]]))
                {
                    if (line) lines++;
                    if (line && found.Count == 0) equal++;
                    differences.AddRange(found);
                }
            }
        }

        return new ShadowReport(lines, equal, differences);
    }

    /// <summary>For each line of either side whether both have it, and what differs.</summary>
    static IEnumerable<(bool Both, IReadOnlyList<ShadowDifference> Found)> Compare(string order, OrderFile file, IReadOnlyList<OtherAnswer> theirs)
    {
        foreach (var their in theirs)
        {
            var our = file.Answers.FirstOrDefault(a => a.LineNo == their.LineNo);
            yield return our is null ? (false, [new ShadowDifference(order, their.LineNo, "line", "not there", "answered")]) : (true, [.. Differences(order, our, their)]);
        }

        foreach (var our in file.Answers.Where(a => theirs.All(t => t.LineNo != a.LineNo)))
            yield return (false, [new ShadowDifference(order, our.LineNo, "line", "answered", "not there")]);
    }

    static IEnumerable<ShadowDifference> Differences(string order, LineAnswer our, OtherAnswer their)
    {
        var controlled = our.Controlled ? "1" : "2";
        if (their.Controlled.Length > 0 && their.Controlled != controlled) yield return new ShadowDifference(order, our.LineNo, "controlled", controlled, their.Controlled);
        if (Amount("actual", our.ActualMinor, their.Actual) is { } actual) yield return actual;
        if (Amount("deducted", our.DeductedMinor, their.Deducted) is { } deducted) yield return deducted;
        var (code, words) = our.Reason is { } reason ? (ReasonTable.Of(reason).Code, ReasonTable.Wording(reason, our.ReasonDetail)) : ("", "");
        // Where it took hold, a reason only says why not all of it did; the other system may not state that.
        if (their.Reason.Length > 0 || (code.Length > 0 && !our.Controlled))
        {
            if (their.Reason != code && !words.StartsWith(their.Reason.Length == 0 ? "\0" : their.Reason, StringComparison.Ordinal))
                yield return new ShadowDifference(order, our.LineNo, "reason", code, their.Reason);
        }

        ShadowDifference? Amount(string what, long? minor, string theirText)
        {
            if (theirText.Length == 0) return null;
            var ourText = Currencies.ToText(minor ?? 0, our.Currency.Length == 0 ? "CNY" : our.Currency);
            var same = decimal.TryParse(theirText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount == decimal.Parse(ourText, CultureInfo.InvariantCulture);
            return same ? null : new ShadowDifference(order, our.LineNo, what, ourText, theirText);
        }
    }

    /// <summary>Controls that the shadow has answered, by number: the newest version.</summary>
    async Task<Dictionary<string, OrderKey>> AnsweredAsync(IReadOnlyList<string> channels, CancellationToken cancel)
    {
        var found = new Dictionary<string, OrderKey>(StringComparer.Ordinal);
        foreach (var channel in channels)
        {
            var from = 1L;
            while (await store.ReadReceiptsAsync(channel, from, PageLength, acknowledgedToo: true, cancel).ConfigureAwait(false) is { Count: > 0 } page)
            {
                foreach (var receipt in page.Where(r => r.Kind == ReceiptKind.Final)) found[receipt.Order.OrderNo] = receipt.Order;
                from = page[^1].Sequence + 1;
            }
        }

        return found;
    }

    async Task<string> StateAsync(IReadOnlyList<string> channels, string orderNo, CancellationToken cancel)
    {
        foreach (var channel in channels)
        {
            if (await store.FindOrderAsync(channel, orderNo, cancel).ConfigureAwait(false) is not null) return "not answered yet";
        }

        return "never came";
    }
}

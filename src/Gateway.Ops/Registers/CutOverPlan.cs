using System.Globalization;
using Gateway.Store.Registers;

namespace Gateway.Ops.Registers;

/// <summary>What a cut-over to 总对总 changes (2): the 总对总 channel speaks for the courts from the day on, the 点对点 channels until the day before.</summary>
internal static class CutOverPlan
{
    /// <summary>The changes, or why there are none.</summary>
    public static (IReadOnlyList<RegisterItem> Items, string? Fault) Of(RegisterContents now, CutOver wish)
    {
        var courts = wish.Courts.ToHashSet(StringComparer.Ordinal);
        if (courts.FirstOrDefault(c => now.Find(RegisterKind.Courts, c) is null) is { } unknown) return ([], $"court {unknown} is not in the register of courts");
        if (wish.WithThoseBelow) courts.UnionWith(wish.Courts.SelectMany(c => RegisterViews.Below(now, c)));

        var central = now.Of(RegisterKind.Channels).Where(c => c["Kind"] == "ZongDuiZong" && (wish.ChannelId.Length == 0 || c.Key == wish.ChannelId)).ToList();
        if (central.Count != 1) return ([], central.Count == 0 ? "there is no such channel of kind ZongDuiZong" : "there are several channels of kind ZongDuiZong: name one");
        var local = now.Of(RegisterKind.Channels).Where(c => c["Kind"] == "DianDuiDian").ToList();
        if (local.FirstOrDefault(c => c.List("Courts").Contains(CourtSpan.All)) is { } all) return ([], $"channel {all.Key} speaks for all courts: let it name its courts first");

        var items = new List<RegisterItem>();
        if (From(central[0], courts, wish.Day) is { } speaks) items.Add(new RegisterItem(RegisterKind.Channels, speaks.Key, central[0], speaks));
        foreach (var channel in local)
        {
            if (Until(channel, courts, wish.Day.AddDays(-1)) is { } ends) items.Add(new RegisterItem(RegisterKind.Channels, channel.Key, channel, ends));
        }

        return (items, null);
    }

    /// <summary>With the courts from a day on; null where it speaks for all of them by then already.</summary>
    private static RegisterEntry? From(RegisterEntry channel, HashSet<string> courts, DateOnly day)
    {
        var spans = Spans(channel);
        if (spans.Any(s => s.Court == CourtSpan.All && s.On(day) && s.Until is null)) return null;
        var missing = courts.Where(c => !spans.Any(s => s.Court == c && s.On(day) && s.Until is null)).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : channel.With(("Courts", Text([.. spans.Where(s => !missing.Contains(s.Court)), .. missing.Select(c => new CourtSpan(c, day, null))])));
    }

    /// <summary>With the courts until a day; a channel that is left without any ends itself. Null where nothing changes.</summary>
    private static RegisterEntry? Until(RegisterEntry channel, HashSet<string> courts, DateOnly last)
    {
        var spans = Spans(channel);
        var ended = spans.Select(s => courts.Contains(s.Court) && !(s.Until <= last) ? s with { Until = last } : s).ToList();
        if (ended.SequenceEqual(spans)) return null;
        var changed = channel.With(("Courts", Text(ended)));
        return ended.All(s => s.Until <= last) ? changed.With(("Until", last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) : changed;
    }

    private static List<CourtSpan> Spans(RegisterEntry channel) => [.. channel.List("Courts").Select(CourtSpan.Read).OfType<CourtSpan>()];

    private static string Text(IEnumerable<CourtSpan> spans) => string.Join(' ', spans);
}

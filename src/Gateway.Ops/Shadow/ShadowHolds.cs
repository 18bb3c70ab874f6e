using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Register.Freezes;
using Gateway.Store.Reconciliation;

namespace Gateway.Ops.Shadow;

/// <summary>What a shadow's register says is frozen, beside what the system in use holds in the core for the same accounts.</summary>
/// <param name="Freezes">Live freezes of the shadow's register.</param>
/// <param name="Equal">Those that the core has with the same limit and end.</param>
/// <param name="Unread">Accounts that the core could not tell of.</param>
public sealed record ShadowHoldReport(int Freezes, int Equal, int Unread, IReadOnlyList<ShadowDifference> Differences);

/// <summary>
/// Compares a shadow's freezes with the core, account by account: the system in use has its freeze of the same ruling there, or a hold of its own. Reads alone; the core is to be the real one,
/// not the one that a shadow sees.
/// </summary>
public sealed class ShadowHolds(IReconciliationStore books, ICoreBanking core, CourtDirectory courts)
{
    private const int PageLength = 200;
    private const string Nothing = "none";

    public async Task<ShadowHoldReport> CompareAsync(CancellationToken cancel)
    {
        var differences = new List<ShadowDifference>();
        var (freezes, equal, unread) = (0, 0, 0);
        var after = "";
        while (await books.ReadFrozenAccountsAsync(DateTimeOffset.MaxValue, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var account in page)
            {
                var read = await core.ReadAccountAsync(account, cancel).ConfigureAwait(false);
                if (!read.Ok) unread++;
                if (!read.Ok) continue;
                foreach (var book in (await books.ReadBooksAsync(account, cancel).ConfigureAwait(false)).Books)
                {
                    var found = Compare(book, read.Value?.Find(book.Key.SubAccount)).ToList();
                    var live = book.Freezes.Count(f => f.Live);
                    freezes += live;
                    equal += live - found.Where(d => d.OrderNo.Length > 0).Select(d => (d.OrderNo, d.LineNo)).Distinct().Count();
                    differences.AddRange(found);
                }
            }

            after = page[^1];
        }

        return new ShadowHoldReport(freezes, equal, unread, differences);
    }

    private IEnumerable<ShadowDifference> Compare(RegisterBook book, LiveRegister? live)
    {
        var theirs = live is null ? [] : TheirsOf(live);
        foreach (var freeze in book.Freezes.Where(f => f.Live))
        {
            var ours = new Held(freeze.RulingNo, freeze.LimitMinor, freeze.To, "");
            // A hold tells no ruling: one of the same limit and end is taken for it.
            var match = theirs.Find(t => t.DocumentNo.Length > 0 && t.DocumentNo == ours.DocumentNo) ?? theirs.Find(t => t.DocumentNo.Length == 0 && (t.LimitMinor, t.To) == (ours.LimitMinor, ours.To));
            if (match is null)
            {
                yield return Different(freeze, "hold", Words(ours, live), Nothing);
                continue;
            }

            theirs.Remove(match);
            if (match.LimitMinor != ours.LimitMinor) yield return Different(freeze, "limit", Limit(ours, live), Limit(match, live));
            if (match.To != ours.To) yield return Different(freeze, "end", Day(ours), Day(match));
        }

        foreach (var left in theirs) yield return new ShadowDifference("", "", $"hold on {Masked.Of(book.Key.Account)}", Nothing, $"{left.Name} {Words(left, live)}");
    }

    /// <summary>What a court has frozen by the system in use: the gateway's own holds there are not a shadow's, for it puts none. Other authorities' freezes are in both alike.</summary>
    private List<Held> TheirsOf(LiveRegister live) =>
    [
        .. live.OtherFreezes.Where(f => courts.Courts.Any(c => c.Name == f.Authority)).Select(f => new Held(f.DocumentNo, f.LimitMinor, f.To, $"{f.Authority} {f.DocumentNo}")),
        .. live.Holds.Select(h => new Held("", h.LimitMinor, h.To, h.HoldId)),
    ];

    private static ShadowDifference Different(Freeze freeze, string what, string ours, string theirs) => new(freeze.Order.OrderNo, freeze.LineNo, what, ours, theirs);

    private static string Words(Held held, LiveRegister? live) => $"{Limit(held, live)} until {Day(held)}";

    private static string Limit(Held held, LiveRegister? live) => held.LimitMinor is { } limit ? Currencies.ToText(limit, live?.Currency ?? "CNY") : "whole account";

    private static string Day(Held held) => held.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Held(string DocumentNo, long? LimitMinor, DateOnly To, string Name);
}

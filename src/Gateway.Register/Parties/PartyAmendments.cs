using Gateway.Register.Orders;

namespace Gateway.Register.Parties;

/// <summary>What an amendment of a party's data says (5).</summary>
public enum AmendmentKind
{
    /// <summary>The party has another name or ID besides.</summary>
    Add,
    /// <summary>The party has another name now, and perhaps another ID.</summary>
    Rename,
    /// <summary>The party was merged into another one.</summary>
    Merger,
    /// <summary>Another party came out of it.</summary>
    Split,
}

/// <summary>One amendment of a party's data, with the courts' codes: who it was and who it is.</summary>
public sealed record PartyAmendment(AmendmentKind Kind, PartyIdentity Before, PartyIdentity After);

/// <summary>
/// The amendments of parties' data that two people have entered (5). Where something was added to a party, or it was renamed, it is one party under either writing.
/// After a merger or a split there is another party: only what was frozen before goes on under both names. They may be replaced while the service runs.
/// </summary>
/// <param name="kinds">Which writings are the same.</param>
public sealed class PartyAmendments(IdKinds kinds)
{
    /// <summary>So often a party can have been amended, and all of it counts.</summary>
    private const int MostNames = 16;

    private volatile ILookup<string, PartyAmendment> _byNumber = Indexed(kinds, []);

    /// <summary>Nothing was ever amended.</summary>
    public static PartyAmendments None { get; } = new(IdKinds.Standard);

    /// <summary>From now on these are the amendments.</summary>
    public void Replace(IReadOnlyList<PartyAmendment> all) => _byNumber = Indexed(kinds, all);

    /// <summary>The party under all its names and IDs, as it was given first.</summary>
    public IReadOnlyList<PartyIdentity> NamesOf(PartyIdentity party) => Reach(party, a => a.Kind is AmendmentKind.Add or AmendmentKind.Rename);

    /// <summary>Whether a holder is the party, under one of its names and IDs.</summary>
    public bool IsSame(PartyIdentity holder, PartyIdentity party) => NamesOf(party).Any(name => kinds.Matches(holder, name));

    /// <summary>Whether a holder is the party, or what it became by mergers and splits, or came out of.</summary>
    public bool IsSameOrSucceeds(PartyIdentity holder, PartyIdentity party) => Reach(party, _ => true).Any(name => kinds.Matches(holder, name));

    private List<PartyIdentity> Reach(PartyIdentity party, Func<PartyAmendment, bool> counts)
    {
        var known = _byNumber;
        var reached = new List<PartyIdentity> { party };
        for (var i = 0; i < reached.Count && reached.Count < MostNames; i++)
        {
            var name = reached[i];
            foreach (var amendment in known[kinds.KeyOf(name)].Where(counts))
            {
                foreach (var (one, other) in new[] { (amendment.Before, amendment.After), (amendment.After, amendment.Before) })
                {
                    if (kinds.Matches(name, one) && !reached.Exists(r => kinds.Matches(r, other))) reached.Add(other);
                }
            }
        }

        return reached;
    }

    private static ILookup<string, PartyAmendment> Indexed(IdKinds kinds, IReadOnlyList<PartyAmendment> all) =>
        all.SelectMany(a => new[] { a.Before, a.After }.Select(kinds.KeyOf).Distinct().Select(key => (Key: key, Amendment: a))).ToLookup(e => e.Key, e => e.Amendment, StringComparer.Ordinal);
}

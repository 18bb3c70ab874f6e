using Gateway.Register.Orders;

namespace Gateway.Register.Parties;

/// <summary>
/// The kinds of ID with the bank's own codes, and what is the same person or company (5): an exact match of name, kind and number, in which different writings of the same count as equal.
/// </summary>
public sealed class IdKinds
{
    /// <summary>Most writings under which a party is looked for.</summary>
    public const int MaximumWritings = 24;

    private readonly Dictionary<string, IdKind> _byCourt;
    private readonly Dictionary<string, string> _courtOf;

    /// <param name="kinds">In place of the standard ones of the same court code, or besides.</param>
    /// <exception cref="ArgumentException">A code stands for two kinds.</exception>
    public IdKinds(IEnumerable<IdKind> kinds)
    {
        _byCourt = StandardKinds.ToDictionary(k => k.Court, StringComparer.Ordinal);
        foreach (var kind in kinds) _byCourt[kind.Court] = kind;
        _courtOf = _byCourt.Values.SelectMany(k => k.BankCodes.Select(code => (code, k.Court))).ToDictionary(p => p.code, p => p.Court, StringComparer.Ordinal);
    }

    /// <summary>The kinds that FIELDS names, with the courts' codes as the bank's.</summary>
    public static IReadOnlyList<IdKind> StandardKinds { get; } =
    [
        new("10100", IdForm.IdentityCard, ["10100"]),
        new("20500", IdForm.BusinessLicence, ["20500"]),
        new("20600", IdForm.OrganisationCode, ["20600"]),
        new("24100", IdForm.CreditCode, ["24100"]),
    ];

    /// <summary>Only the standard kinds.</summary>
    public static IdKinds Standard { get; } = new([]);

    /// <summary>The courts' codes of the kinds that are known, standard ones first.</summary>
    public IReadOnlyCollection<string> Codes => _byCourt.Keys;

    /// <summary>Whether a holder is the party that a court means. Both with the courts' codes.</summary>
    public bool Matches(PartyIdentity holder, PartyIdentity party) => SameName(holder, party) && SameNumber(holder, party);

    /// <summary>Whether both have one name, in whichever writing.</summary>
    public static bool SameName(PartyIdentity holder, PartyIdentity party) => Writing.OfName(holder.Name) is { Length: > 0 } name && name == Writing.OfName(party.Name);

    /// <summary>Whether both have one ID, in whichever writing. Both with the courts' codes.</summary>
    public bool SameNumber(PartyIdentity holder, PartyIdentity party) => NumberOf(holder).SameAs(NumberOf(party));

    /// <summary>A text that is the same for IDs which <see cref="SameNumber"/> takes for one, and perhaps for others: to find them by.</summary>
    internal string KeyOf(PartyIdentity party) => NumberOf(party) is var number && number.OrganisationCode.Length > 0 ? number.OrganisationCode : number.Number;

    /// <summary>A holder as the core words it, with the courts' code for the kind; a code that nothing is said of stays.</summary>
    public PartyIdentity FromBank(PartyIdentity holder) => _courtOf.TryGetValue(holder.IdKind, out var court) ? holder with { IdKind = court } : holder;

    /// <summary>The party in all writings under which an exact search may find it, in the bank's codes; the courts' own writing first, at most <see cref="MaximumWritings"/>.</summary>
    public IReadOnlyList<PartyIdentity> WritingsOf(PartyIdentity party)
    {
        var ids = Ids(party).Distinct().ToList();
        var names = Names(party.Name).Distinct(StringComparer.Ordinal).ToList();
        // The court's own writing of the name under every ID first: names vary less often than numbers.
        return [.. names.SelectMany(name => ids.Select(id => new PartyIdentity(name, id.Code, id.Number))).Take(MaximumWritings)];
    }

    /// <summary>The organisation code that a company's accounts may be found by, whatever their kind of ID; empty: none.</summary>
    public string OrganisationCodeOf(PartyIdentity party) => NumberOf(party).OrganisationCode;

    private static IEnumerable<string> Names(string name)
    {
        yield return name;
        var spelled = Writing.Spelled(name);
        yield return spelled;
        foreach (var form in (string[])[spelled, Writing.FullWidth(spelled)])
        {
            yield return form;
            if (!form.Contains(Writing.MiddleDot, StringComparison.Ordinal)) continue;
            foreach (var dot in (char[])['\u2022', '\u30FB', '.', '\uFF0E']) yield return form.Replace(Writing.MiddleDot, dot);
        }

        // Chinese brackets around a Latin or Chinese place, the rest as it is.
        yield return spelled.Replace('(', '（').Replace(')', '）');
    }

    private IEnumerable<(string Code, string Number)> Ids(PartyIdentity party)
    {
        var number = NumberOf(party);
        foreach (var code in CodesOf(party.IdKind)) yield return (code, party.IdNumber);
        foreach (var code in CodesOf(party.IdKind)) yield return (code, number.Form == IdForm.Text ? Writing.OfNumber(party.IdNumber) : number.Number);
        if (number.Form == IdForm.IdentityCard)
        {
            foreach (var code in CodesOf(IdForm.IdentityCard))
            {
                yield return (code, number.Number);
                if (number.OldCitizenNumber.Length > 0) yield return (code, number.OldCitizenNumber);
                if (number.Number.EndsWith('X')) yield return (code, number.Number.Replace('X', 'x'));
            }
        }

        if (number.OrganisationCode is not { Length: > 0 } organisation) yield break;
        if (number.Form == IdForm.CreditCode)
            foreach (var code in CodesOf(IdForm.CreditCode).Concat(CodesOf(IdForm.BusinessLicence))) yield return (code, number.Number);
        foreach (var code in CodesOf(IdForm.OrganisationCode))
        {
            yield return (code, organisation);
            yield return (code, $"{organisation[..8]}-{organisation[8]}");
        }
    }

    private PartyNumber NumberOf(PartyIdentity party) => PartyNumber.Of(party.IdKind, _byCourt.TryGetValue(party.IdKind, out var kind) ? kind.Form : IdForm.Text, party.IdNumber);

    private IEnumerable<string> CodesOf(string court) => _byCourt.TryGetValue(court, out var kind) ? kind.BankCodes : [court];

    private IEnumerable<string> CodesOf(IdForm form) => _byCourt.Values.Where(k => k.Form == form).SelectMany(k => k.BankCodes);
}

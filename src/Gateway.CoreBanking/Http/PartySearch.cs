using Gateway.Register.Accounts;
using Gateway.Register.Orders;
using Gateway.Register.Parties;
using static Gateway.CoreBanking.Http.Parse;

namespace Gateway.CoreBanking.Http;

/// <summary>Looks for a party's accounts under every writing of its name and ID (5), and lets no other party's through.</summary>
internal sealed class PartySearch(CoreTransport transport, IdKinds kinds, PartyAmendments amendments, CoreBankingOptions options)
{
    /// <summary>The calls to make, the courts' own writing first: one for each writing, or one that names all. The first query of each name and ID carries the organisation code, for a core that knows companies by it.</summary>
    public IReadOnlyList<CoreCall> CallsFor(PartyIdentity party)
    {
        var queries = amendments.NamesOf(party).SelectMany(Queries).ToList();
        if (options.PartySearch == CoreBankingOptions.ExactSearch) return [.. queries.Select(Call)];
        return [Call(queries[0] with { Alternatives = queries.Count == 1 ? null : [.. queries.Skip(1).Take(IdKinds.MaximumWritings - 1).Select(q => q with { OrganisationCode = null })] })];
    }

    IEnumerable<PartyQueryBody> Queries(PartyIdentity party)
    {
        var organisation = kinds.OrganisationCodeOf(party);
        return kinds.WritingsOf(party).Select((w, i) => new PartyQueryBody(w.Name, w.IdKind, w.IdNumber) { OrganisationCode = i > 0 || organisation.Length == 0 ? null : organisation });
    }

    public Task<CoreReply> SendAsync(CoreCall call, CancellationToken cancel) => transport.ReadAsync(call, cancel);

    /// <summary>One answer's accounts.</summary>
    /// <exception cref="MalformedAnswerException">The core answers with somebody else's.</exception>
    public IReadOnlyList<LiveAccount> Take(PartyIdentity party, PartyAccountsBody body)
    {
        var accounts = body.Accounts.Select(ToLive).ToList();
        // Another person's account in a court's answer would be the worst of mistakes.
        Require(accounts.TrueForAll(a => amendments.IsSame(a.Holder, party)), "holder", "is not the party that was asked about");
        Require(accounts.DistinctBy(a => a.Account).Count() == accounts.Count, "accounts", "name an account twice");
        return accounts;
    }

    /// <summary>An account with its holder's kind of ID as courts code it.</summary>
    public LiveAccount ToLive(AccountBody body)
    {
        var account = AccountMapping.ToLive(body);
        return account with { Holder = kinds.FromBank(account.Holder) };
    }

    static CoreCall Call(PartyQueryBody query) => new("find accounts", "", HttpMethod.Post, "v1/parties/search", query) { Topic = CoreTopic.Inquiry };
}

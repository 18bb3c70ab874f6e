using Gateway.Register.Orders;
using Gateway.Register.Parties;
using static Gateway.CoreBanking.Tests.Simulator.SharedSimulator;

namespace Gateway.CoreBanking.Tests.Simulator;

/// <summary>A party is found under every writing of its name and number, and listed once.</summary>
public sealed class PartySearchTests
{
    const string Citizen = "11010119900307002X";

    [Test]
    public async Task Accounts_under_old_and_new_writings_are_found_by_an_exact_search_and_by_one_that_takes_alternatives()
    {
        await PutAsync("62221001", "阿卜杜·买买提", "10100", "110101900307002");
        await PutAsync("62221002", "阿卜杜•买买提", "10100", Citizen);
        await PutAsync("62221003", "阿卜杜·买买提", "10100", Citizen);
        await PutAsync("62221004", "别人", "10100", Citizen);
        await PutAsync("62221005", "某某(中国)公司", "20600", "MA000000-7");
        await PutAsync("62221006", "某某（中国）公司", "24100", "91110000MA00000075");
        using var alternatives = new AdapterUnderTest(Bank.Url, 3, [], ("PartySearch", "alternatives"));

        foreach (var core in (ICoreBanking[])[Adapter.Core, alternatives.Core])
        {
            Assert.That(await FindAsync(core, new("阿卜杜·买买提", "10100", Citizen)), Is.EquivalentTo(new[] { "62221001", "62221002", "62221003" }));
            Assert.That(await FindAsync(core, new("某某（中国）公司", "24100", "91110000MA00000075")), Is.EquivalentTo(new[] { "62221005", "62221006" }));
        }

        // By its organisation code alone a credit code can only be found by a core that looks inside: each is told of it.
        foreach (var core in (ICoreBanking[])[Adapter.Core, alternatives.Core])
            Assert.That(await FindAsync(core, new("某某（中国）公司", "20600", "MA0000007")), Is.EquivalentTo(new[] { "62221005", "62221006" }));
    }

    [Test]
    public async Task A_renamed_party_is_found_under_both_names_and_a_successor_is_not()
    {
        await PutAsync("62221011", "旧名贸易公司", "24100", "91110000MA0000011X");
        await PutAsync("62221012", "新名科技公司", "24100", "91110000MA0000011X");
        await PutAsync("62221013", "接收公司", "24100", "91110000MA0000012X");
        foreach (var search in (string[])["exact", "alternatives"])
        {
            using var adapter = new AdapterUnderTest(Bank.Url, 3, [], ("PartySearch", search));
            var (before, after) = (new PartyIdentity("旧名贸易公司", "24100", "91110000MA0000011X"), new PartyIdentity("新名科技公司", "24100", "91110000MA0000011X"));
            adapter.Amendments.Replace([new(AmendmentKind.Rename, before, after), new(AmendmentKind.Merger, after, new("接收公司", "24100", "91110000MA0000012X"))]);
            foreach (var party in (PartyIdentity[])[before, after]) Assert.That(await FindAsync(adapter.Core, party), Is.EquivalentTo(new[] { "62221011", "62221012" }));
        }
    }

    static async Task<IEnumerable<string>> FindAsync(ICoreBanking core, PartyIdentity party)
    {
        var found = await core.FindAccountsAsync(party, CancellationToken.None);
        Assert.That(found.Ok, Is.True, found.Message);
        return found.Value!.Select(a => a.Account);
    }

    static Task PutAsync(string account, string name, string idKind, string idNumber) =>
        Bank.PutAsync($"/admin/accounts/{account}", new { currency = "CNY", balance = "1.00", holder = new { name, idKind, idNumber } });
}

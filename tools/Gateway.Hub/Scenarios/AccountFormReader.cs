using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Hub.Json;
using Gateway.Hub.Orders;

namespace Gateway.Hub.Scenarios;

/// <summary>Reads the accounts of a scenario: every name is checked here, the values by the core simulator.</summary>
internal static class AccountFormReader
{
    /// <summary>One account.</summary>
    public static AccountForm Read(StrictObject o)
    {
        var account = o.RequiredText("account");
        var holder = o.Object("holder") is { } person ? OrderFormReader.ReadPerson(person) : Person.Standard;
        var setup = new JsonObject { ["holder"] = JsonSerializer.SerializeToNode(holder, JsonSerializerOptions.Web) };
        Take(o, setup, ["currency", "balance", "nature", "status"]);
        TakeQueue(o, setup);
        TakeList(o, setup, "owners", owner => Take(owner, [], ["name", "share"]));
        TakeList(o, setup, "assets", asset => Take(asset, [], ["productNo", "name", "units", "value", "linkedAccount"]));
        TakeList(o, setup, "subAccounts", sub =>
        {
            Take(sub, [], ["no", "currency", "kind", "balance"]);
            TakeQueue(sub, []);
        });
        o.End();
        return new AccountForm(account, holder, setup);
    }

    static void TakeQueue(StrictObject o, JsonObject setup)
    {
        TakeList(o, setup, "claims", claim => Take(claim, [], ["id", "kind", "holder", "amount"]));
        TakeList(o, setup, "otherFreezes", freeze => Take(freeze, [], ["authority", "documentNo", "limit", "from", "to"]));
        TakeList(o, setup, "internalHolds", hold => Take(hold, [], ["id", "amount"]));
    }

    static void Take(StrictObject o, JsonObject setup, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (o.Text(name) is { } text) setup[name] = text;
    }

    static void TakeList(StrictObject o, JsonObject setup, string name, Action<StrictObject> check)
    {
        foreach (var item in o.Objects(name))
        {
            check(item);
            item.End();
        }

        if (o.Find(name) is { } list) setup[name] = JsonNode.Parse(list.GetRawText());
    }
}

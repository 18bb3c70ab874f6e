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
        var reach = new JsonObject();
        var person = o.Object("holder");
        if (person is not null) Take(person, reach, ["address", "postcode", "phone"]);
        var holder = person is null ? Person.Standard : OrderFormReader.ReadPerson(person);
        reach["name"] = holder.Name;
        reach["idKind"] = holder.IdKind;
        reach["idNumber"] = holder.IdNumber;
        var setup = new JsonObject { ["holder"] = reach };
        if (o.Count("history") is { } history) setup["history"] = history;
        Take(o, setup, ["currency", "balance", "nature", "status", "cashKind", "accountKind", "accountClass", "branchName", "branchCode", "linkedFundsAccount", "openedAt", "closedAt"]);
        TakeQueue(o, setup);
        TakeList(o, setup, "owners", owner => Take(owner, [], ["name", "share"]));
        TakeList(o, setup, "assets", TakeAsset);
        TakeList(o, setup, "subAccounts", sub =>
        {
            Take(sub, [], ["no", "currency", "kind", "accountKind", "balance"]);
            TakeQueue(sub, []);
        });
        o.End();
        return new AccountForm(account, holder, setup);
    }

    static void TakeAsset(StrictObject asset)
    {
        Take(asset, [], ["productNo", "name", "units", "value", "linkedAccount", "kind", "manager", "unitOfMeasure", "salesKind", "region", "restriction", "restrictedUntil", "pledgee", "custodian",
            "custodyAccount", "beneficiary", "clr", "shr", "unitPrice", "availableUnits"]);
        asset.Flag("tradable");
    }

    static void TakeQueue(StrictObject o, JsonObject setup)
    {
        TakeList(o, setup, "claims", claim => Take(claim, [], ["id", "kind", "holder", "amount", "address", "contact", "productNo", "remark"]));
        TakeList(o, setup, "otherFreezes", freeze => Take(freeze, [], ["authority", "documentNo", "limit", "from", "to", "productNo", "remark"]));
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

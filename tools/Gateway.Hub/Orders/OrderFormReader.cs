using Gateway.Contracts.V1;
using Gateway.Hub.Json;

namespace Gateway.Hub.Orders;

/// <summary>Reads an order from JSON: an order file, or the order's part of a scenario's step.</summary>
internal static class OrderFormReader
{
    /// <summary>The words for the verbs in the field <c>do</c>.</summary>
    public static readonly IReadOnlyDictionary<string, OrderVerb> Verbs = new Dictionary<string, OrderVerb>
    {
        ["inquire"] = OrderVerb.Inquire,
        ["freeze"] = OrderVerb.Freeze,
        ["renew"] = OrderVerb.Renew,
        ["release"] = OrderVerb.Release,
        ["deduct"] = OrderVerb.Deduct,
        ["collectIncome"] = OrderVerb.CollectIncome,
        ["freezeAndDeduct"] = OrderVerb.FreezeAndDeduct,
    };

    /// <summary>A whole order file.</summary>
    /// <exception cref="JsonFormException">Something in it is wrong; the message names the field.</exception>
    public static OrderForm ReadFile(byte[] json)
    {
        var o = StrictObject.Parse(json);
        var verb = o.RequiredText("do");
        if (!Verbs.TryGetValue(verb, out var found)) throw o.Wrong("do", $"\"{verb}\" is unknown, one of {string.Join(", ", Verbs.Keys)} is expected");
        var form = Read(o, found, static line => line.End());
        o.End();
        return form;
    }

    /// <summary>The order's fields of an object that may have others besides.</summary>
    /// <param name="o">The object.</param>
    /// <param name="verb">What its <c>do</c> says.</param>
    /// <param name="endLine">Called for each object in <c>lines</c> when the order's fields of it are read.</param>
    public static OrderForm Read(StrictObject o, OrderVerb verb, Action<StrictObject> endLine)
    {
        var inquiry = verb == OrderVerb.Inquire;
        var party = o.Object("party") ?? o.Object("holder");
        return new OrderForm
        {
            Verb = verb,
            Order = o.RequiredText("order"),
            Court = o.Text("court"),
            CaseNo = o.Text("caseNo"),
            Party = party is null ? null : ReadPerson(party),
            Remark = o.Text("remark"),
            SentSecondsAgo = o.Count("sentSecondsAgo"),
            TransactionsFrom = inquiry ? o.Text("transactionsFrom") : null,
            TransactionsTo = inquiry ? o.Text("transactionsTo") : null,
            Lines = inquiry ? [] : ReadLines(o, verb, endLine),
            Documents = o.Object("documents") is { } spoiling ? ReadSpoiling(spoiling) : new Spoiling(),
        };
    }

    /// <summary>Name, kind and number of an identity.</summary>
    public static Person ReadPerson(StrictObject o)
    {
        var person = new Person(o.RequiredText("name"), o.RequiredText("idKind"), o.RequiredText("idNumber"));
        o.End();
        return person;
    }

    static List<LineForm> ReadLines(StrictObject o, OrderVerb verb, Action<StrictObject> endLine)
    {
        // What stands beside "lines" holds for every line that does not say otherwise.
        var common = ReadLine(o, verb);
        if (!o.Has("lines")) return [common];
        if (common.Account is not null) throw o.Wrong("lines", "stands in place of account, not beside it");
        var lines = new List<LineForm>();
        foreach (var line in o.Objects("lines"))
        {
            lines.Add(ReadLine(line, verb).Over(common));
            endLine(line);
        }

        return lines;
    }

    static LineForm ReadLine(StrictObject o, OrderVerb verb)
    {
        var freezes = verb is OrderVerb.Freeze or OrderVerb.FreezeAndDeduct;
        var pays = verb is OrderVerb.Deduct or OrderVerb.FreezeAndDeduct or OrderVerb.CollectIncome;
        var original = verb is OrderVerb.Renew or OrderVerb.Release or OrderVerb.Deduct;
        return new LineForm
        {
            Account = o.Text("account"),
            SubAccount = o.Text("subAccount"),
            ProductNo = o.Text("productNo"),
            Currency = o.Text("currency"),
            Amount = verb == OrderVerb.Renew ? null : o.Text("amount"),
            Queued = verb is OrderVerb.Freeze or OrderVerb.Release && o.Has("queued") ? o.Flag("queued") : null,
            Whole = freezes && o.Has("whole") ? o.Flag("whole") : null,
            Convert = pays && o.Has("convert") ? o.Flag("convert") : null,
            From = freezes || verb == OrderVerb.Renew ? o.Text("from") : null,
            To = freezes || verb == OrderVerb.Renew ? o.Text("to") : null,
            Payee = pays ? o.Text("payee") : null,
            PayeeName = pays ? o.Text("payeeName") : null,
            Original = original ? o.Text("original") : null,
            OriginalCase = original ? o.Text("originalCase") : null,
        };
    }

    static Spoiling ReadSpoiling(StrictObject o)
    {
        var spoiling = new Spoiling
        {
            Omit = [.. o.Texts("omit").Select(text => Kind(o, "omit", text))],
            Tamper = [.. o.Texts("tamper").Select(text => Kind(o, "tamper", text))],
            SealedBy = o.Text("sealedBy"),
            OfficerIds = o.Flag("officerIds", absent: true),
        };
        o.End();
        return spoiling;
    }

    static DocumentKind Kind(StrictObject o, string field, string text) => text switch
    {
        "RULING" => DocumentKind.Ruling,
        "NOTICE" => DocumentKind.Notice,
        "INQUIRY_LIST" => DocumentKind.InquiryList,
        "WORK_CARD" => DocumentKind.WorkCard,
        "DUTY_CARD" => DocumentKind.DutyCard,
        _ => throw o.Wrong(field, $"\"{text}\" is no kind of document: RULING, NOTICE, INQUIRY_LIST, WORK_CARD or DUTY_CARD"),
    };
}

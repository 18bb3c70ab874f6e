using System.Globalization;
using System.Xml.Linq;
using static Gateway.CoreSim.Soap.Envelope;

namespace Gateway.CoreSim.Soap;

/// <summary>
/// A core as many banks have it: SOAP, amounts in fen, serial numbers (流水号) of at most 32 characters and freeze numbers of at most 32. It enters each change under its serial number,
/// refused ones too, and refuses a serial number that it has seen. What it has is in memory. Every n-th answer to a change gets lost.
/// </summary>
internal sealed class SoapCore(int losesEvery)
{
    const int LongestNumber = 32;

    readonly Lock _gate = new();
    readonly Dictionary<string, XElement> _serials = [];
    readonly Dictionary<string, (string Memo, long? Limit, string End)> _freezes = [];
    readonly List<XElement> _movements = [];
    long _balance = 100_00;
    int _changes;

    /// <summary>The one account that it has, with its holder.</summary>
    public static XElement Customer => Element("Account", new XAttribute("no", "6222000000000001"), new XAttribute("ccy", "CNY"),
        new XAttribute("name", "张三"), new XAttribute("idType", "10100"), new XAttribute("idNo", "110101199001010011"));

    public async Task AnswerAsync(HttpContext http)
    {
        var request = await ReadAsync(http.Request.Body, http.RequestAborted);
        XElement answer;
        bool lost;
        lock (_gate)
        {
            answer = Carry(request);
            lost = request.Attribute("digest") is not null && losesEvery > 0 && ++_changes % losesEvery == 0;
        }

        if (lost)
        {
            http.Abort();
            return;
        }

        http.Response.ContentType = ContentType;
        await http.Response.WriteAsync(Of(answer), http.RequestAborted);
    }

    XElement Carry(XElement request) => request.Name.LocalName switch
    {
        "QueryAccount" => request.Text("no") == Customer.Text("no") ? Account() : Failed("E101"),
        "QueryCustomer" => Customer.Text("name") == request.Text("name") && Customer.Text("idType") == request.Text("idType") && Customer.Text("idNo") == request.Text("idNo") ? Account() : Failed("E102"),
        "QuerySerial" => _serials.TryGetValue(request.Text("serial"), out var known) ? known : Failed("E902"),
        "QueryMovements" => Element("Movements", _movements.Skip(int.Parse(request.Text("start"), CultureInfo.InvariantCulture)).Take(int.Parse(request.Text("count"), CultureInfo.InvariantCulture))),
        "Freeze" or "AmendFreeze" or "Unfreeze" or "Deduct" => Change(request),
        _ => Failed("E999"),
    };

    XElement Change(XElement request)
    {
        var serial = request.Text("serial");
        if (serial.Length is 0 or > LongestNumber) return Failed("E900");
        if (_serials.ContainsKey(serial)) return Failed("E901");
        var code = request.Text("no") != Customer.Text("no") ? "E101" : request.Text("ccy") is { Length: > 0 } ccy && ccy != Customer.Text("ccy") ? "E401" : Do(request);
        return _serials[serial] = Element("Result", new XAttribute("code", code), new XAttribute("op", request.Name.LocalName), new XAttribute("time", Now()), request.Attributes().Where(a => a.Name != "code"), request.Elements());
    }

    string Do(XElement request)
    {
        var number = request.Text("frzNo");
        long? limit = request.Text("amt") is "-1" or "" ? null : Fen(request, "amt");
        switch (request.Name.LocalName)
        {
            case "Freeze" when number.Length is 0 or > LongestNumber: return "E900";
            case "Freeze" when _freezes.ContainsKey(number): return "E202";
            case "AmendFreeze" when !_freezes.ContainsKey(number): return "E201";
            case "Freeze" or "AmendFreeze":
                _freezes[number] = (request.Text("memo"), limit, request.Text("end"));
                return "0000";
            case "Unfreeze":
                return _freezes.Remove(number) ? "0000" : "E201";
            default:
                return Deduct(request, limit!.Value);
        }
    }

    string Deduct(XElement request, long amount)
    {
        var uses = request.All("Use").Select(u => (Number: u.Text("frzNo"), Amount: Fen(u, "amt"))).ToList();
        if (uses.Sum(u => u.Amount) != amount) return "E303";
        if (uses.Exists(u => !_freezes.ContainsKey(u.Number))) return "E201";
        if (uses.Exists(u => _freezes[u.Number].Limit < u.Amount)) return "E301";
        if (amount > _balance) return "E302";
        _balance -= amount;
        foreach (var (number, used) in uses)
        {
            var freeze = _freezes[number];
            if (freeze.Limit == used) _freezes.Remove(number);
            else _freezes[number] = freeze with { Limit = freeze.Limit - used };
        }

        _movements.Add(Element("Movement", new XAttribute("serial", request.Text("serial")), new XAttribute("amt", -amount), new XAttribute("time", Now()), new XAttribute("payeeName", request.Text("payeeName")), new XAttribute("payeeNo", request.Text("payeeNo"))));
        return "0000";
    }

    XElement Account() => new(Customer.Name, Customer.Attributes(), new XAttribute("code", "0000"), new XAttribute("time", Now()), new XAttribute("bal", _balance),
        _freezes.Select(f => Element("Freeze", new XAttribute("frzNo", f.Key), new XAttribute("memo", f.Value.Memo), new XAttribute("amt", f.Value.Limit ?? -1), new XAttribute("end", f.Value.End))));

    static XElement Failed(string code) => Element("Result", new XAttribute("code", code), new XAttribute("time", Now()));

    static long Fen(XElement element, string attribute) => long.Parse(element.Text(attribute), CultureInfo.InvariantCulture);

    static string Now() => TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Gateway.CoreSim.Api;
using Gateway.CoreSim.Contract;
using static Gateway.CoreSim.Soap.Envelope;

namespace Gateway.CoreSim.Soap;

/// <summary>
/// An adapter as a bank may write it: the contract on one side, a SOAP core on the other, and nothing stored in between. The core's own register of serial numbers keeps the promises about
/// keys: the serial number is made from the key, and a digest of the request is entered with it.
/// </summary>
internal sealed class SoapAdapter(SoapClient core)
{
    /// <summary>The core's numbers are shorter than the gateway's: the same one for the same text, always.</summary>
    static string Number(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    public void Map(IEndpointRouteBuilder app)
    {
        const string hold = "/v1/accounts/{account}/holds/{holdId}";
        app.MapGet("/v1/health", async () => await core.AskAsync(Element("QueryAccount", new XAttribute("no", "-"))) is null ? Answers.Error(503, "INTERNAL", "the core") : Results.Ok(new { status = "UP", at = TimeProvider.System.GetUtcNow() }));
        app.MapPost("/v1/parties/search", SearchAsync);
        app.MapGet("/v1/accounts/{account}", async (string account) => Read(await core.AskAsync(Element("QueryAccount", new XAttribute("no", account))), Results.Ok));
        app.MapGet("/v1/accounts/{account}/transactions", TransactionsAsync);
        app.MapGet("/v1/operations/{key}", async (HttpContext http) =>
        {
            var key = http.Segment(3);
            return Read(await core.AskAsync(Element("QuerySerial", new XAttribute("serial", Number(key)))), found => Results.Ok(Operation(key, found)), known: true);
        });
        app.MapGet("/v1/quotes", () => Answers.Error(404, "NO_QUOTE", "this bank converts nothing"));
        app.MapGet("/v1/operations", () => Answers.Error(404, "JOURNAL_NOT_FOUND", "this core lists no changes"));
        app.MapGet("/v1/feed", () => Answers.Error(404, "FEED_NOT_FOUND", "this core tells nothing by itself"));
        app.MapPut(hold, (string account, HoldTerms terms, HttpContext http) => ChangeAsync(http, Frozen("Freeze", account, http.Segment(5), terms)));
        app.MapPatch(hold, (string account, HoldTerms terms, HttpContext http) => ChangeAsync(http, Frozen("AmendFreeze", account, http.Segment(5), terms)));
        app.MapDelete(hold, (string account, HttpContext http) => ChangeAsync(
            http, Element("Unfreeze", new XAttribute("no", account), new XAttribute("frzNo", Number(http.Segment(5))), new XAttribute("memo", http.Segment(5)))));
        app.MapPost("/v1/accounts/{account}/debits", (string account, DebitRequest debit, HttpContext http) => ChangeAsync(http, Element(
            "Deduct", new XAttribute("no", account), new XAttribute("ccy", debit.Currency), new XAttribute("amt", Amounts.Parse(debit.Amount, debit.Currency, "amount")),
            new XAttribute("payeeName", debit.Payee.Name), new XAttribute("payeeNo", debit.Payee.Account),
            debit.Consumes.Select(u => Element("Use", new XAttribute("frzNo", Number(u.HoldId)), new XAttribute("amt", Amounts.Parse(u.Amount, debit.Currency, "consumes.amount")))))));
    }

    static XElement Frozen(string operation, string account, string holdId, HoldTerms terms) => Element(
        operation, new XAttribute("no", account), new XAttribute("ccy", terms.Currency), new XAttribute("frzNo", Number(holdId)), new XAttribute("memo", holdId),
        new XAttribute("amt", terms.Limit is { } limit ? Amounts.Parse(limit, terms.Currency, "limit") : -1), new XAttribute("end", terms.To.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));

    /// <summary>One key, one effect. The serial number is asked for wherever the core did not answer, or has seen it before: what it entered then is the answer.</summary>
    async Task<IResult> ChangeAsync(HttpContext http, XElement change)
    {
        var key = http.IdempotencyKey();
        var (serial, digest) = (Number(key), Number(change.ToString()));
        change.Add(new XAttribute("serial", serial), new XAttribute("digest", digest));
        var answer = await core.AskAsync(change);
        if (answer is null || answer.Text("code") == "E901") answer = await core.AskAsync(Element("QuerySerial", new XAttribute("serial", serial)));
        // Nobody knows: 504, and the gateway asks by key until somebody does. The same where the request never reached the core: then it is sent again under its key.
        if (answer is null || answer.Text("code") is "E902") return Answers.Error(504, "INTERNAL", "the core did not answer");
        if (answer.Text("digest") != digest) return Answers.Error(409, "IDEMPOTENCY_CONFLICT", "this key was used for another request");
        var operation = Operation(key, answer);
        return operation.Refusal is { } refusal ? Answers.Error(StatusOf(refusal.Code), refusal.Code, refusal.Message) : Results.Ok(operation);
    }

    async Task<IResult> SearchAsync(PartyQuery party)
    {
        var found = await core.AskAsync(Element("QueryCustomer", new XAttribute("name", party.Name), new XAttribute("idType", party.IdKind), new XAttribute("idNo", party.IdNumber)));
        if (found?.Text("code") == "E102") return Results.Ok(new { asOf = TimeProvider.System.GetUtcNow(), accounts = Array.Empty<object>() });
        return Read(found, account => Results.Ok(new { asOf = TimeProvider.System.GetUtcNow(), accounts = new[] { account } }));
    }

    async Task<IResult> TransactionsAsync(string account, string? cursor, int? limit)
    {
        var start = string.IsNullOrEmpty(cursor) ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var count = Math.Clamp(limit ?? 100, 1, 1000);
        if (await core.AskAsync(Element("QueryMovements", new XAttribute("no", account), new XAttribute("start", start), new XAttribute("count", count + 1))) is not { } found) return Answers.Error(504, "INTERNAL", "the core did not answer");
        var rows = found.All("Movement").ToList();
        return Results.Ok(new
        {
            transactions = rows.Take(count).Select(m => new Transaction(
                m.Text("serial"), "司法扣划", "DEBIT", "CNY", Amounts.Text(-long.Parse(m.Text("amt"), CultureInfo.InvariantCulture), "CNY"), Time(m), new Counterparty(m.Text("payeeName"), m.Text("payeeNo"), ""))),
            nextCursor = rows.Count > count ? (start + count).ToString(CultureInfo.InvariantCulture) : "",
        });
    }

    /// <param name="known">An entry of the serial numbers' register is an answer whatever its code; else a code is the core's no.</param>
    static IResult Read(XElement? found, Func<object, IResult> ok) => Read(found, element => ok(Account(element)), known: false);

    static IResult Read(XElement? found, Func<XElement, IResult> ok, bool known) => found?.Text("code") switch
    {
        null => Answers.Error(504, "INTERNAL", "the core did not answer"),
        "E902" => Answers.Error(404, "OPERATION_NOT_FOUND", "this key was never used"),
        "E101" when !known => Answers.NoAccount(),
        _ => ok(found),
    };

    /// <summary>Every member that the contract requires; what this core does not know is empty.</summary>
    static object Account(XElement a)
    {
        var currency = a.Text("ccy");
        return new
        {
            account = a.Text("no"), asOf = Time(a), holder = new Holder(a.Text("name"), a.Text("idType"), a.Text("idNo"), "", "", ""), status = "NORMAL", nature = "GENERAL", accountKind = "", accountClass = "",
            branch = new Branch("", ""), openedAt = (string?)null, closedAt = (string?)null, linkedFundsAccount = "", coOwners = Array.Empty<object>(),
            registers = new[]
            {
                new
                {
                    subAccount = "", currency, cashKind = "", balance = Amounts.Text(long.Parse(a.Text("bal"), CultureInfo.InvariantCulture), currency), claims = Array.Empty<object>(),
                    otherFreezes = Array.Empty<object>(), internalHolds = Amounts.Text(0, currency), holds = a.All("Freeze").Select(f => HoldOf(f, currency)),
                },
            },
        };
    }

    static Hold HoldOf(XElement f, string currency) => new(
        f.Text("memo"), f.Text("amt") == "-1" ? null : Amounts.Text(long.Parse(f.Text("amt"), CultureInfo.InvariantCulture), currency), DateOnly.ParseExact(f.Text("end"), "yyyyMMdd", CultureInfo.InvariantCulture));

    static Operation Operation(string key, XElement entry)
    {
        var (operation, code) = (entry.Text("op"), entry.Text("code"));
        // Taking away what is not there is done, says the contract; this core calls it an error.
        var refusal = code == "0000" || (operation == "Unfreeze" && code == "E201") ? null : new ApiError(CodeOf(code), $"the core says {code}");
        var amount = operation == "Deduct" ? Amounts.Text(long.Parse(entry.Text("amt"), CultureInfo.InvariantCulture), entry.Text("ccy")) : "";
        return new Operation
        {
            Key = key, Kind = operation switch { "Freeze" => "HOLD_PUT", "AmendFreeze" => "HOLD_CHANGE", "Unfreeze" => "HOLD_REMOVE", _ => "DEBIT" },
            Account = entry.Text("no"), SubAccount = "", At = Time(entry), Outcome = refusal is null ? "DONE" : "REFUSED", Refusal = refusal,
            Hold = operation is "Freeze" or "AmendFreeze" ? HoldOf(entry, entry.Text("ccy")) : null,
            Debit = operation == "Deduct" && refusal is null ? new DebitAnswer(amount, entry.Text("ccy"), amount, entry.Text("ccy"), "") : null,
        };
    }

    static string CodeOf(string code) => code switch
    {
        "E101" => "ACCOUNT_NOT_FOUND",
        "E201" => "HOLD_NOT_FOUND",
        "E202" => "HOLD_EXISTS",
        "E301" => "HOLD_EXCEEDED",
        "E302" => "INSUFFICIENT_BALANCE",
        "E303" => "CONSUMES_MISMATCH",
        "E401" => "CURRENCY_MISMATCH",
        _ => code,
    };

    static int StatusOf(string code) => code.EndsWith("_NOT_FOUND", StringComparison.Ordinal) ? 404 : code == "HOLD_EXISTS" ? 409 : 422;

    static DateTimeOffset Time(XElement element) => DateTimeOffset.Parse(element.Text("time"), CultureInfo.InvariantCulture);
}

/// <summary>Calls of the core; an answer that did not come is null, never a no.</summary>
internal sealed class SoapClient(HttpClient http)
{
    public async Task<XElement?> AskAsync(XElement request)
    {
        try
        {
            using var content = new StringContent(Of(request), Encoding.UTF8, ContentType);
            using var response = await http.PostAsync("soap", content);
            return response.IsSuccessStatusCode ? await ReadAsync(await response.Content.ReadAsStreamAsync(), CancellationToken.None) : null;
        }
        catch (Exception unknown) when (unknown is HttpRequestException or TaskCanceledException or System.Xml.XmlException or IOException)
        {
            return null; // whoever asks says 504, and the gateway asks by key
        }
    }
}

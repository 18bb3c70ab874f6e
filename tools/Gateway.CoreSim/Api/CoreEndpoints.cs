using Gateway.CoreSim.Contract;
using Gateway.CoreSim.Data;

namespace Gateway.CoreSim.Api;

/// <summary>The contract, /v1: proto/corebanking/v1/openapi.yaml.</summary>
internal static class CoreEndpoints
{
    const int DefaultPage = 100, LargestPage = 1000;

    public static void MapCore(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/v1");
        v1.MapGet("/health", (SimClock clock) => new { status = "UP", at = clock.GetUtcNow() });
        v1.MapPost("/parties/search", (PartyQuery party, Accounts accounts) => accounts.Find(party));
        v1.MapGet("/accounts/{account}", (string account, Accounts accounts) =>
            accounts.Read(account) is { } state ? Results.Ok(state) : Answers.NoAccount()).Spoiled("state");
        v1.MapGet("/operations/{key}", (HttpContext http, Operations operations) =>
            operations.Find(http.Segment(3)) is { } operation ? Results.Ok(operation) : Answers.Error(404, "OPERATION_NOT_FOUND", "this key was never used"));
        v1.MapGet("/operations", (DateTimeOffset since, string? cursor, int? limit, Operations operations) => operations.List(since, Cursors.Parse(cursor), Page(limit)));
        v1.MapGet("/quotes", (string currency, Rates rates) =>
            rates.Quote(currency) is { } quote ? Results.Ok(quote) : Answers.Error(404, "NO_QUOTE", $"no buying rate of {currency}"));
        v1.MapGet("/feed", (string? cursor, int? limit, Journal journal) => journal.Feed(Cursors.Parse(cursor), Page(limit)));
        v1.MapGet("/accounts/{account}/transactions",
            (string account, string? subAccount, DateOnly from, DateOnly to, string? cursor, int? limit, SimDatabase database, Transactions transactions) =>
                database.Read(c => Accounts.Register(c, account, subAccount ?? "")) is { } register
                    ? Results.Ok(transactions.Read(register, from, to, Cursors.Parse(cursor), Page(limit)))
                    : Answers.NoAccount());
        MapChanges(v1);
    }

    static void MapChanges(RouteGroupBuilder v1)
    {
        const string hold = "/accounts/{account}/holds/{holdId}";
        v1.MapPut(hold, (string account, HoldTerms terms, HttpContext http, Holds holds) =>
            Answers.Of(holds.Put(http.IdempotencyKey(), account, http.Segment(5), terms))).Spoiled("hold");
        v1.MapPatch(hold, (string account, HoldTerms terms, HttpContext http, Holds holds) =>
            Answers.Of(holds.Change(http.IdempotencyKey(), account, http.Segment(5), terms))).Spoiled("hold");
        v1.MapDelete(hold, (string account, string? subAccount, HttpContext http, Holds holds) =>
            Answers.Of(holds.Remove(http.IdempotencyKey(), account, http.Segment(5), subAccount ?? ""))).Spoiled("hold");
        v1.MapPost("/accounts/{account}/debits", (string account, DebitRequest request, HttpContext http, Debits debits) =>
            Answers.Of(debits.Execute(http.IdempotencyKey(), account, request))).Spoiled("debit");
    }

    static int Page(int? limit) => Math.Clamp(limit ?? DefaultPage, 1, LargestPage);

    static RouteHandlerBuilder Spoiled(this RouteHandlerBuilder endpoint, string place) => endpoint.AddEndpointFilter((context, next) =>
        context.HttpContext.RequestServices.GetRequiredService<Faults>().Spoil(place, context, next));
}

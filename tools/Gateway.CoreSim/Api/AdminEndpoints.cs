using Gateway.CoreSim.Contract;
using Gateway.CoreSim.Data;

namespace Gateway.CoreSim.Api;

/// <summary>/admin: what scenarios and tests do to the bank.</summary>
internal static class AdminEndpoints
{
    const int JournalPage = 10_000;

    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/admin");
        admin.MapPost("/clock", (ClockSetting setting, SimClock clock) =>
        {
            clock.SetOffset(setting.OffsetMilliseconds);
            return Results.Ok(new { now = clock.GetUtcNow() });
        });
        admin.MapPost("/rates", (Dictionary<string, string> rates, Rates all) =>
        {
            all.Set(rates);
            return Results.Ok(new { });
        });
        admin.MapPost("/remittances", (RemittanceSetting setting, Payments payments) =>
        {
            payments.Expect(setting);
            return Results.Ok(new { });
        });
        admin.MapPost("/settlements", (SettlementSetting setting, Payments payments) =>
            payments.Settle(setting) is { } settled ? Results.Ok(new { settled }) : Answers.Error(404, "OPERATION_NOT_FOUND", "the order has no remittance"));
        admin.MapPost("/faults", (FaultSetting fault, Faults faults) =>
        {
            faults.Add(fault);
            return Results.Ok(new { });
        });
        admin.MapDelete("/faults", (Faults faults) =>
        {
            faults.Clear();
            return Results.Ok(new { });
        });
        admin.MapGet("/journal", (string? account, long? after, int? limit, Journal journal) =>
            new { entries = journal.Read(account, after ?? 0, Math.Clamp(limit ?? JournalPage, 1, JournalPage)) });
        MapAccounts(admin.MapGroup("/accounts/{account}"));
    }

    static void MapAccounts(RouteGroupBuilder account)
    {
        account.MapPut("", (string account, AccountSetup setup, Setup all) =>
        {
            all.Put(account, setup);
            return Results.Ok(new { });
        });
        account.MapGet("", (string account, Accounts accounts) =>
            accounts.Inspect(account) is { } inspection ? Results.Ok(inspection) : Answers.NoAccount());
        account.MapPost("/credit", (string account, Movement movement, Movements movements) => Done(movements.Credit(account, movement)));
        account.MapPost("/withdraw", (string account, Movement movement, Movements movements) =>
            movements.Withdraw(account, movement) is { } allowed ? Results.Ok(new WithdrawalAnswer(allowed)) : Answers.NoAccount());
        account.MapPost("/close", (string account, Movements movements) => Done(movements.Close(account)));
        account.MapPost("/nature", (string account, NatureSetting setting, Movements movements) => Done(movements.SetNature(account, setting.Nature)));
        account.MapPost("/claims/{id}", (string account, string id, ClaimSetting setting, Claims claims) => Done(claims.Set(account, id, setting)));
        account.MapDelete("/claims/{id}", (string account, string id, string? subAccount, Claims claims) =>
            Done(claims.Set(account, id, new ClaimSetting { Amount = "0", SubAccount = subAccount ?? "" })));
        account.MapPut("/other-freezes/{documentNo}", (string account, string documentNo, FreezeSetting setting, OtherFreezes freezes) =>
            Done(freezes.Set(account, documentNo, setting)));
        account.MapDelete("/other-freezes/{documentNo}", (string account, string documentNo, string? subAccount, OtherFreezes freezes) =>
            Done(freezes.End(account, documentNo, subAccount ?? "")));
    }

    static IResult Done(bool done) => done ? Results.Ok(new { }) : Answers.NoAccount();
}

using Gateway.CoreBanking;
using Gateway.Ops.Web.Sessions;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Store;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Development;

/// <summary>What scenarios and tests steer and look at. Mapped only where Development:Enabled says so.</summary>
internal static class DevelopmentEndpoints
{
    private sealed record ClockRequest(long OffsetMilliseconds);

    private sealed record StaffRequest(string Name, string Role, string Password);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/dev/clock", SetClockAsync);
        endpoints.MapGet("/dev/idle", ReadIdleAsync);
        endpoints.MapGet("/dev/accounts/{account}", ReadPositionAsync);
        endpoints.MapGet("/dev/audit/verify", VerifyAuditAsync);
        if (endpoints.ServiceProvider.GetService<PasswordHashes>() is not null) endpoints.MapPost("/dev/staff", AddStaffAsync);
    }

    private static async Task<IResult> SetClockAsync(ClockRequest request, DevelopmentClock clock, ILoggerFactory logs, CancellationToken cancel)
    {
        clock.Time.Offset = TimeSpan.FromMilliseconds(request.OffsetMilliseconds);
        Log.ClockSet(logs.CreateLogger("Gateway.Ops.Development"), clock.Time.GetUtcNow(), request.OffsetMilliseconds);
        await clock.RunDueAsync(cancel).ConfigureAwait(false);
        return Results.Json(new { now = clock.Time.GetUtcNow() });
    }

    /// <summary>What happened in the core may make work: it is read first.</summary>
    private static async Task<IResult> ReadIdleAsync(IStore store, DevelopmentClock clock, CancellationToken cancel)
    {
        var idle = await clock.CatchUpAsync(cancel).ConfigureAwait(false) && IsIdle(await store.ReadStatisticsAsync(cancel).ConfigureAwait(false));
        return Results.Json(new { idle });
    }

    private static bool IsIdle(StoreStatistics s) => s is { OpenLines: 0, OpenInquiries: 0, UnansweredOrders: 0, UnsentOutbox: 0, WaitingNotices: 0, UntoldPayments: 0 };

    private static async Task<IResult> ReadPositionAsync(string account, string? subAccount, ICoreBanking core, IStore store, Rules rules, TimeProvider time, CancellationToken cancel)
    {
        var read = await core.ReadAccountAsync(account, cancel).ConfigureAwait(false);
        if (!read.Ok) return Results.Problem($"the core: {read.Fault} {read.Code}", statusCode: StatusCodes.Status502BadGateway);
        if (read.Value?.Find(subAccount ?? "") is not { } live) return Results.NotFound();
        var book = await store.ReadBookAsync(new RegisterKey(account, subAccount ?? ""), cancel).ConfigureAwait(false);
        return Results.Json(PositionJson.Of(FreezeRegister.Position(read.Value, live, book, time.GetUtcNow(), rules)));
    }

    /// <summary>A person with a password that need not be changed.</summary>
    private static async Task<IResult> AddStaffAsync(StaffRequest request, IStaffStore staff, PasswordHashes hashes, CancellationToken cancel)
    {
        if (!Enum.TryParse<StaffRole>(request.Role, ignoreCase: true, out var role)) return Results.Problem($"role {request.Role}: must be one of {string.Join(", ", Enum.GetNames<StaffRole>())}", statusCode: StatusCodes.Status400BadRequest);
        var hash = hashes.Hash(request.Password);
        if (await staff.AddStaffAsync(request.Name, role, hash, "development", cancel).ConfigureAwait(false) is { } fault) return Results.Problem(fault.ToString(), statusCode: StatusCodes.Status409Conflict);
        await staff.SetPasswordAsync(request.Name, hash, request.Name, cancel).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static async Task<IResult> VerifyAuditAsync(IStore store, CancellationToken cancel)
    {
        var broken = await store.VerifyAuditAsync(cancel).ConfigureAwait(false);
        return Results.Json(new { valid = broken is null, firstBroken = broken });
    }
}

using Gateway.Ops.Web.Sessions;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Ops.Web.Actions;

/// <summary>What administrators do: who may sign in, as what.</summary>
internal static class StaffActions
{
    private const int NameLength = 40;

    public static void Map(RouteGroupBuilder console)
    {
        var staff = console.MapGroup("/staff").RequireAuthorization(Policies.Administer);
        staff.MapPost("/add", AddAsync);
        staff.MapPost("/change", ChangeAsync);
        staff.MapPost("/password", NewPasswordAsync);
    }

    private static async Task<IResult> AddAsync([FromForm] string? name, [FromForm] StaffRole role, HttpContext context, IStaffStore staff, PasswordHashes hashes, ShownOnce shown, CancellationToken cancel)
    {
        var trimmed = (name ?? "").Trim();
        if (trimmed.Length is 0 or > NameLength || trimmed.Any(char.IsControl)) return Results.LocalRedirect("~/staff?fault=name");
        var password = PasswordHashes.NewPassword();
        var fault = await staff.AddStaffAsync(trimmed, role, hashes.Hash(password), context.Person(), cancel).ConfigureAwait(false);
        return fault is null ? Shown(context, shown, trimmed, password) : Fault(fault.Value);
    }

    private static async Task<IResult> ChangeAsync([FromForm] string? name, [FromForm] StaffRole role, [FromForm] bool ended, HttpContext context, IStaffStore staff, CancellationToken cancel)
    {
        var fault = await staff.ChangeStaffAsync(name ?? "", role, ended, context.Person(), cancel).ConfigureAwait(false);
        return fault is null ? Results.LocalRedirect("~/staff") : Fault(fault.Value);
    }

    private static async Task<IResult> NewPasswordAsync([FromForm] string? name, HttpContext context, IStaffStore staff, PasswordHashes hashes, ShownOnce shown, CancellationToken cancel)
    {
        // One's own password is changed with the old one.
        if (name == context.Person()) return Results.LocalRedirect("~/password");
        var password = PasswordHashes.NewPassword();
        var fault = await staff.SetPasswordAsync(name ?? "", hashes.Hash(password), context.Person(), cancel).ConfigureAwait(false);
        return fault is null ? Shown(context, shown, name!, password) : Fault(fault.Value);
    }

    private static IResult Shown(HttpContext context, ShownOnce shown, string name, string password)
    {
        shown.Put(context.Session().Id, name, password);
        return Results.LocalRedirect("~/staff?shown=1");
    }

    private static IResult Fault(StaffFault fault) => Results.LocalRedirect($"~/staff?fault={fault}");
}

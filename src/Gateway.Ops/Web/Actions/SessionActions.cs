using Gateway.Ops.Web.Sessions;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web.Actions;

/// <summary>Signing in and out, one's own password, language and colours: forms that the pages post.</summary>
internal static class SessionActions
{
    public const string ThemeCookie = "theme";
    public const string Dark = "dark";

    public static void Map(RouteGroupBuilder console)
    {
        console.MapPost("/session/sign-in", SignInAsync).AllowAnonymous();
        console.MapPost("/session/sign-out", SignOutAsync);
        console.MapPost("/session/password", ChangePasswordAsync);
        console.MapPost("/session/language", SetLanguage).AllowAnonymous();
        console.MapPost("/session/theme", SetTheme).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? back, HttpContext context,
        IStaffStore staff, PasswordHashes hashes, SessionTable sessions, IOptions<ConsoleOptions> options, TimeProvider clock, CancellationToken cancel)
    {
        var account = await staff.FindStaffAsync((name ?? "").Trim(), cancel).ConfigureAwait(false);
        // A locked account is told nothing of whether the password was right.
        var open = account is { Ended: false } && !(account.LockedUntil > clock.GetUtcNow());
        var right = hashes.Fits(account, password ?? "") && open;
        if (open) await staff.RecordSignInAsync(account!.Name, right, options.Value.FailuresBeforeLock, TimeSpan.FromMinutes(options.Value.LockMinutes), cancel).ConfigureAwait(false);
        if (!right) return Results.LocalRedirect($"~{SessionCookie.SignInPath}?wrong=1&back={Uri.EscapeDataString(Local(back))}");
        var session = sessions.Begin(account!);
        await context.SignInAsync(SessionCookie.Scheme, SessionCookie.Principal(session)).ConfigureAwait(false);
        return Back(session.MustChange ? "/password" : back);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionTable sessions, OpenIdActions openId, [FromForm] string? back, CancellationToken cancel)
    {
        var session = context.Features.Get<ConsoleSession>();
        if (session is not null) sessions.End(session.Id);
        await context.SignOutAsync(SessionCookie.Scheme).ConfigureAwait(false);
        // Who leaves the issuer's session behind is back with one click of whoever comes next.
        if (session?.IdToken is { } token && await openId.SignOutAddressAsync(token, context, cancel).ConfigureAwait(false) is { } issuer) return Onward.To(context, issuer);
        return Results.LocalRedirect($"~{SessionCookie.SignInPath}?back={Uri.EscapeDataString(Local(back))}");
    }

    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string? old, [FromForm] string? fresh, [FromForm] string? again, HttpContext context,
        IStaffStore staff, PasswordHashes hashes, SessionTable sessions, IOptions<ConsoleOptions> options, CancellationToken cancel)
    {
        var session = context.Features.Get<ConsoleSession>()!;
        var account = await staff.FindStaffAsync(session.Name, cancel).ConfigureAwait(false);
        var fault = !hashes.Fits(account, old ?? "") ? "old"
            : fresh is null || fresh.Length < options.Value.PasswordLength ? "short"
            : fresh == old ? "same"
            : fresh != again ? "differs"
            : null;
        if (fault is not null) return Results.LocalRedirect($"~/password?fault={fault}");
        await staff.SetPasswordAsync(session.Name, hashes.Hash(fresh!), session.Name, cancel).ConfigureAwait(false);
        // All sessions of the account are over with its old password; this person goes on in a new one.
        sessions.End(session.Id);
        var renewed = sessions.Begin((await staff.FindStaffAsync(session.Name, cancel).ConfigureAwait(false))!);
        await context.SignInAsync(SessionCookie.Scheme, SessionCookie.Principal(renewed)).ConfigureAwait(false);
        return Back("/");
    }

    private static IResult SetLanguage([FromForm] string? culture, [FromForm] string? back, HttpContext context)
    {
        if (ConsoleCultures.All.Contains(culture))
            Keep(context, CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!)));
        return Back(back);
    }

    private static IResult SetTheme([FromForm] string? theme, [FromForm] string? back, HttpContext context)
    {
        Keep(context, ThemeCookie, theme == Dark ? Dark : "light");
        return Back(back);
    }

    /// <summary>To a page of the console, never elsewhere.</summary>
    public static IResult Back(string? path) => Results.LocalRedirect("~" + Local(path));

    /// <summary>A path of the console; the overview where it is none.</summary>
    public static string Local(string? path) => path is { Length: > 0 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) ? path : "/";

    private static void Keep(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(name, value, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
}

using System.Security.Claims;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Ops.Web.Sessions;

/// <summary>The cookie names a session and nothing else; each request asks whether that session is still there.</summary>
internal static class SessionCookie
{
    public const string Scheme = "console";
    public const string SignInPath = "/sign-in";
    private const string DeniedPath = "/denied";
    private const string SessionClaim = "session";

    public static ClaimsPrincipal Principal(ConsoleSession session) =>
        new(new ClaimsIdentity([new(SessionClaim, session.Id), new(ClaimTypes.Name, session.Name), new(ClaimTypes.Role, session.Role.ToString())], Scheme));

    public static string? SessionOf(ClaimsPrincipal? person) => person?.FindFirst(SessionClaim)?.Value;

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "console";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.IsEssential = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The session table says when it is over.
        cookie.ExpireTimeSpan = TimeSpan.FromDays(2);
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "back";
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            // Who opens a page that is not for their role is told so in words; an act or a file is refused.
            var page = HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/files", StringComparison.Ordinal);
            if (page) context.Response.Redirect(DeniedPath);
            else context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>The role as it is now, not as it was in the cookie: both are the session's, which ends when the account changes.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionTable>();
        var id = SessionOf(context.Principal);
        if (await sessions.FindAsync(id, context.HttpContext.RequestAborted).ConfigureAwait(false) is not { } session)
        {
            context.RejectPrincipal();
            return;
        }

        // A circuit's own traffic is no act of the person.
        if (!context.HttpContext.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal)) sessions.Touch(id);
        context.HttpContext.Features.Set(session);
    }
}

/// <summary>What each role is let do. Asked on the server for every act; what the page shows follows from it.</summary>
internal static class Policies
{
    public const string Make = nameof(Make);
    public const string Check = nameof(Check);
    public const string Administer = nameof(Administer);
    public const string Reveal = nameof(Reveal);

    /// <summary>Letting something stand still, which one person may do at once: whoever makes or checks.</summary>
    public const string Halt = nameof(Halt);

    public static readonly IReadOnlyDictionary<string, StaffRole[]> Roles = new Dictionary<string, StaffRole[]>(StringComparer.Ordinal)
    {
        [Make] = [StaffRole.Operator],
        [Check] = [StaffRole.Checker],
        [Administer] = [StaffRole.Administrator],
        [Reveal] = [StaffRole.Operator, StaffRole.Checker],
        [Halt] = [StaffRole.Operator, StaffRole.Checker],
    };
}

using System.Text.Json.Nodes;
using Gateway.Ops.Web.OpenId;
using Gateway.Ops.Web.Sessions;
using Gateway.Store;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web.Actions;

/// <summary>Signing in by the bank's own issuer, and out there as well.</summary>
internal sealed class OpenIdActions(OpenIdIssuer issuer, SessionTable sessions, IStaffStore staff, IStore store, IDataProtectionProvider keys, IOptions<ConsoleOptions> options, ILogger<OpenIdActions> log)
{
    /// <summary>Where the issuer sends the browser back to: registered there.</summary>
    public const string CallbackPath = "/session/openid/callback";
    public const string BeginPath = "/session/openid";

    public static void Map(RouteGroupBuilder console)
    {
        console.MapGet(BeginPath, (string? back, HttpContext context, OpenIdActions actions, CancellationToken cancel) => actions.BeginAsync(back, context, cancel)).AllowAnonymous();
        console.MapGet(CallbackPath, (string? code, string? state, string? error, HttpContext context, OpenIdActions actions, CancellationToken cancel) =>
            actions.EndAsync(code, state ?? "", error, context, cancel)).AllowAnonymous();
    }

    /// <summary>To the sign-in page of the issuer.</summary>
    private async Task<IResult> BeginAsync(string? back, HttpContext context, CancellationToken cancel)
    {
        var attempt = OpenIdAttempt.New(SessionActions.Local(back));
        if (await issuer.SignInAddressAsync(attempt, At(context, CallbackPath), cancel).ConfigureAwait(false) is not { } address) return Fault(OpenIdFault.IssuerAway, "nothing published");
        context.Response.Cookies.Append(OpenIdAttempt.CookieOf(attempt.State), attempt.Seal(keys), CookieFor(context));
        return Results.Redirect(address);
    }

    /// <summary>Back from there.</summary>
    private async Task<IResult> EndAsync(string? code, string state, string? error, HttpContext context, CancellationToken cancel)
    {
        var cookie = OpenIdAttempt.CookieOf(state);
        var attempt = OpenIdAttempt.Open(keys, context.Request.Cookies[cookie], state);
        context.Response.Cookies.Delete(cookie, CookieFor(context));
        if (attempt is null) return Fault(OpenIdFault.NotAsked, "");
        if (error is not null || string.IsNullOrEmpty(code)) return Fault(OpenIdFault.BrokenOff, "");
        var (person, fault, detail) = await issuer.RedeemAsync(code, attempt, At(context, CallbackPath), cancel).ConfigureAwait(false);
        // Who is meant by a name must be plain in the audit chain, at the desk and for who ends accounts.
        if (person is not null && await staff.FindStaffAsync(person.Name, cancel).ConfigureAwait(false) is not null) (fault, detail) = (OpenIdFault.NameTaken, person.Name);
        if (person is null || fault is not null)
        {
            if (fault is OpenIdFault.NoRole or OpenIdFault.SeveralRoles or OpenIdFault.NameTaken)
                await AuditAsync(detail, "staff.turned-away", new JsonObject { ["issuer"] = options.Value.OpenId.Authority, ["fault"] = fault.ToString() }, cancel).ConfigureAwait(false);
            return Fault(fault ?? OpenIdFault.Unsound, detail);
        }

        await AuditAsync(person.Name, "staff.signed-in", new JsonObject { ["issuer"] = options.Value.OpenId.Authority, ["role"] = person.Role.ToString() }, cancel).ConfigureAwait(false);
        var session = sessions.Begin(person);
        await context.SignInAsync(SessionCookie.Scheme, SessionCookie.Principal(session)).ConfigureAwait(false);
        // By a page of our own: cookies that are for this site alone are not sent with what another site redirects to.
        return Onward.To(context, attempt.Back);
    }

    /// <summary>Where the browser goes to sign out at the issuer; null: there is no such place.</summary>
    public Task<string?> SignOutAddressAsync(string idToken, HttpContext context, CancellationToken cancel) => issuer.SignOutAddressAsync(idToken, At(context, SessionCookie.SignInPath), cancel);

    private Task AuditAsync(string name, string action, JsonObject detail, CancellationToken cancel) =>
        store.AuditAsync(new AuditEntry($"person:{name}", action, $"staff:{name}", detail.ToJsonString()), cancel);

    private IResult Fault(OpenIdFault fault, string detail)
    {
        // A person's name is in the audit chain; here it is not needed.
        Log.IssuerSignInFailed(log, fault.ToString(), fault is OpenIdFault.IssuerAway or OpenIdFault.Unsound ? detail : "");
        return Results.LocalRedirect($"~{SessionCookie.SignInPath}?openid={fault}");
    }

    private string At(HttpContext context, string path)
    {
        var address = options.Value.OpenId.Address;
        return (address.Length > 0 ? address.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}") + path;
    }

    // Lax: it must come back with what the issuer redirects to.
    private static CookieOptions CookieFor(HttpContext context) =>
        new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = BeginPath, MaxAge = OpenIdAttempt.Lifetime };
}

using Gateway.Ops.Auditing;
using Gateway.Ops.Behind;
using Gateway.Ops.Emergency;
using Gateway.Ops.Hub;
using Gateway.Ops.Orders;
using Gateway.Ops.Parking;
using Gateway.Ops.Privacy;
using Gateway.Ops.Reconciliation;
using Gateway.Ops.Registers;
using Gateway.Ops.Restores;
using Gateway.Ops.Web.Actions;
using Gateway.Ops.Web.Components;
using Gateway.Ops.Web.Listening;
using Gateway.Ops.Web.OpenId;
using Gateway.Ops.Web.Sessions;
using Gateway.Ops.Web.Watching;
using Gateway.Sealing;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Radzen;

namespace Gateway.Ops.Web;

/// <summary>How a host takes in the console.</summary>
public static class ConsoleServices
{
    /// <summary>Adds the console and its port. Needs the store, ICoreBanking, CourtBook, IReconcileNow, IEffectList, IPaperOrders, EmergencyPlan, TimeProvider, the readiness checks and <see cref="FirstPassword"/>; ConsoleOptions is bound and checked by the caller.</summary>
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddSingleton(p =>
        {
            var files = p.GetRequiredService<IOptions<ConsoleOptions>>().Value;
            return new PortTls(ConsoleListener.Port, files.Certificate, files.Key, clientCa: "");
        });
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ConsoleListener>();
        services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(1));
        services.AddRadzenComponents();
        services.AddLocalization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddScoped<CircuitHandler, CircuitActivity>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "console-forms";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.SuppressXFrameOptionsHeader = true; // sent with every answer
        });
        // Sessions live in this process' memory, and so may the keys of what names them.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(SessionCookie.Scheme).AddCookie(SessionCookie.Scheme, SessionCookie.Configure);
        var signedIn = new AuthorizationPolicyBuilder(SessionCookie.Scheme).RequireAuthenticatedUser().Build();
        var authorization = services.AddAuthorizationBuilder().SetDefaultPolicy(signedIn);
        foreach (var (policy, roles) in Policies.Roles)
            authorization.AddPolicy(policy, p => p.AddAuthenticationSchemes(SessionCookie.Scheme).RequireRole(roles.Select(r => r.ToString())));
        services.AddSingleton<PasswordHashes>();
        services.AddSingleton(p => new SessionTable(p.GetRequiredService<IOptions<ConsoleOptions>>(), p.GetRequiredService<IStaffStore>(), TimeProvider.System));
        services.AddSingleton<ShownOnce>();
        services.TryAddSingleton<Looks>();
        services.TryAddSingleton<RegisterDesk>();
        services.TryAddSingleton<SettlementDesk>();
        services.AddSingleton<OpenIdIssuer>().AddSingleton<OpenIdActions>();
        services.AddSingleton<BehindThePage>();
        services.AddSingleton<ReconciliationDesk>().AddSingleton<ReconciliationRuns>();
        services.AddSingleton<AuditDesk>().AddSingleton<AuditVerification>();
        services.AddSingleton<HubFeedDesk>();
        services.TryAddSingleton<CatchUpDesk>();
        services.AddSingleton<CatchUpListing>();
        services.AddSingleton<EmergencyDesk>().AddSingleton<PaperDesk>();
        services.TryAddSingleton<OrderList>();
        services.AddSingleton<PartitionGauge>();
        services.AddSingleton<PulseWatch>();
        services.AddHostedService(p => p.GetRequiredService<PulseWatch>());
        services.AddHostedService<FirstAdministrator>();
        return services;
    }

    /// <summary>What requests of the console's port go through. After routing; keeps the port apart from all others of the process.</summary>
    public static void UseConsole(this IApplicationBuilder app)
    {
        app.Use(SeparateAsync);
        app.UseWhen(IsConsole, console =>
        {
            console.Use(next => context => ConsoleHeaders.AddAsync(context, next));
            console.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")) });
            console.UseRequestLocalization(languages =>
            {
                languages.SetDefaultCulture(ConsoleCultures.Chinese).AddSupportedCultures(ConsoleCultures.All).AddSupportedUICultures(ConsoleCultures.All);
                languages.RequestCultureProviders = [new CookieRequestCultureProvider()];
            });
            console.UseAuthentication();
            console.Use(RequireOwnPasswordAsync);
            console.UseAuthorization();
            console.UseAntiforgery();
        });
    }

    /// <summary>Maps the pages and what they post.</summary>
    public static void MapConsole(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(circuits => circuits.ContentSecurityFrameAncestorsPolicy = null) // sent with every answer
            .WithMetadata(new ConsoleOnly());
        var console = endpoints.MapGroup("").WithMetadata(new ConsoleOnly(), new RequireAntiforgeryTokenAttribute()).RequireAuthorization().AddEndpointFilter(RequireTokenAsync);
        SessionActions.Map(console);
        StaffActions.Map(console);
        OrderActions.Map(console);
        DeskActions.Map(console);
        ParkedActions.Map(console);
        HubActions.Map(console);
        CatchUpActions.Map(console);
        RevealActions.Map(console);
        FileActions.Map(console);
        RegisterActions.Map(console);
        AccountActions.Map(console);
        OpenIdActions.Map(console);
        ReconciliationActions.Map(console);
        AuditActions.Map(console);
        EmergencyActions.Map(console);
        PaperActions.Map(console);
    }

    /// <summary>Every act needs the token of one of our pages. The framework looks for it, and leaves it to whoever reads a form to mind; not every act reads one.</summary>
    private static ValueTask<object?> RequireTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return HttpMethods.IsPost(http.Request.Method) && http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true }
            ? ValueTask.FromResult<object?>(Results.BadRequest())
            : next(context);
    }

    private static bool IsConsole(HttpContext context) => context.Features.Get<ConsoleConnection>() is not null;

    private static Task SeparateAsync(HttpContext context, RequestDelegate next)
    {
        var meant = context.GetEndpoint()?.Metadata.GetMetadata<ConsoleOnly>() is not null;
        if (context.GetEndpoint() is null || meant == IsConsole(context)) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>Whoever signs in with a password that somebody else made gets no further than to making their own.</summary>
    private static Task RequireOwnPasswordAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<ConsoleSession>() is not { MustChange: true }) return next(context);
        var path = context.Request.Path;
        if (path == "/password" || path.StartsWithSegments("/session", StringComparison.Ordinal) || path.StartsWithSegments("/_blazor", StringComparison.Ordinal)) return next(context);
        if (HttpMethods.IsGet(context.Request.Method)) context.Response.Redirect("/password");
        else context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Http;

namespace Gateway.Ops.Web.Listening;

/// <summary>What every answer of the console tells the browser: load nothing from elsewhere, run no script of the page's own, show it in no frame, keep no copy.</summary>
internal static class ConsoleHeaders
{
    // Components put their sizes and colours into style attributes; scripts have no such exception.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        // Pages show customers' data; scripts, styles and fonts may be kept.
        if (context.GetEndpoint() is not null) context.Response.OnStarting(NoCopyAsync, context.Response);
        return next(context);
    }

    // At the end: the forms' tokens set a header of their own.
    private static Task NoCopyAsync(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

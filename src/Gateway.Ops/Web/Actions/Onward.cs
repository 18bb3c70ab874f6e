using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gateway.Ops.Web.Actions;

/// <summary>An answer that takes the browser to an address as a page of ours would, not as a redirect: what a form may be redirected to is limited to this site, and what another site redirects to lacks our cookies.</summary>
internal static class Onward
{
    public static IResult To(HttpContext context, string address)
    {
        // A header takes ASCII alone.
        address = UriHelper.Encode(new Uri(address, UriKind.RelativeOrAbsolute));
        context.Response.Headers["Refresh"] = $"0; url={address}";
        return Results.Content($"<!DOCTYPE html><title>…</title><p><a href=\"{HtmlEncoder.Default.Encode(address)}\">→</a></p>", "text/html; charset=utf-8");
    }
}

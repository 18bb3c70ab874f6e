using Gateway.Ops.Documents;
using Microsoft.AspNetCore.Http;

namespace Gateway.Ops.Web.Actions;

/// <summary>Documents as a page shows them, by what their bytes are: pages as drawings, pictures as pictures, PDF in the browser's own viewer.</summary>
internal static class Shown
{
    /// <summary>One page of an OFD.</summary>
    public static IResult Page(byte[] ofd, int page) =>
        DocumentShape.Draw(ofd, page) is { } svg ? Results.Text(svg, "image/svg+xml", System.Text.Encoding.UTF8) : Results.NotFound();

    /// <summary>A picture.</summary>
    public static IResult Image(byte[] bytes) => DocumentShape.Of(bytes) is { ImageType.Length: > 0 } shape ? Results.File(bytes, shape.ImageType) : Results.NotFound();

    /// <summary>
    /// A PDF, to be shown in a frame of the console alone. It is nothing but a PDF to the browser (nosniff), whose viewer runs its scripts, if any, apart from the console's origin;
    /// a frame may go to the console alone, so that no link in it leads out.
    /// </summary>
    public static IResult Pdf(HttpContext context, byte[] bytes)
    {
        if (!DocumentShape.Of(bytes).IsPdf) return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = "frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        context.Response.Headers.ContentDisposition = "inline";
        return Results.Bytes(bytes, "application/pdf");
    }
}

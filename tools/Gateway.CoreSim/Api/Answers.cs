using Gateway.CoreSim.Contract;
using Gateway.CoreSim.Data;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.CoreSim.Api;

/// <summary>What requests and answers of all endpoints share.</summary>
internal static class Answers
{
    public static IResult Of(Answer answer) => Results.Json(answer.Body, statusCode: answer.Status);

    public static IResult Error(int status, string code, string message) => Results.Json(new ApiError(code, message), statusCode: status);

    public static IResult NoAccount() => Error(404, "ACCOUNT_NOT_FOUND", "no such account or sub-account");

    /// <summary>A segment of the path as it was sent: the server's own decoding leaves %2F as it is, so that "a/b" and "a%2Fb" would be one.</summary>
    public static string Segment(this HttpContext http, int index)
    {
        var path = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return Uri.UnescapeDataString(path.Split('/')[index]);
    }

    /// <exception cref="BadRequestException">The header is missing.</exception>
    public static string IdempotencyKey(this HttpContext http) => http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
        ? Uri.UnescapeDataString(key)
        : throw new BadRequestException("Idempotency-Key: missing");

    /// <summary>Requests that do not follow the contract are answered with 400 and why.</summary>
    public static async Task AnswerBadRequests(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadRequestException bad)
        {
            await Error(400, "BAD_REQUEST", bad.Message).ExecuteAsync(http);
        }
        catch (BadHttpRequestException bad)
        {
            await Error(bad.StatusCode, "BAD_REQUEST", bad.InnerException?.Message ?? bad.Message).ExecuteAsync(http);
        }
    }
}

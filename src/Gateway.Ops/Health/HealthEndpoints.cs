using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Gateway.Ops.Health;

/// <summary>/health/live: the process answers. /health/ready: everything that it needs answers too; 503 names what does not.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    // What is excluded is shown and does not count: a load balancer goes on sending orders while the core is away, for they are taken all the same.
    private static async Task<IResult> ReadyAsync(IEnumerable<ReadinessCheck> checks, ILoggerFactory logs, string? exclude, CancellationToken cancel)
    {
        var excluded = (exclude ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (excluded.FirstOrDefault(name => checks.All(check => check.Name != name)) is { } unknown) return Results.BadRequest($"{unknown}: there is no such check");
        var log = logs.CreateLogger("Gateway.Ops.Health");
        var results = await Task.WhenAll(checks.Select(async check => (check.Name, Problem: await ProblemAsync(check, log, cancel).ConfigureAwait(false)))).ConfigureAwait(false);
        var ready = results.All(r => r.Problem is null || excluded.Contains(r.Name));
        return Results.Json(
            new { status = ready ? "ready" : "not ready", checks = results.ToDictionary(r => r.Name, r => r.Problem ?? "ok") },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What is wrong with a part; null: nothing.</summary>
    public static async Task<string?> ProblemAsync(ReadinessCheck check, ILogger log, CancellationToken cancel)
    {
        try
        {
            return await check.ProblemAsync(cancel).WaitAsync(Patience, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return "does not answer";
        }
        catch (Exception problem) when (problem is not OperationCanceledException) // the edge of the check: a part that breaks is not ready
        {
            Log.CheckFailed(log, problem, check.Name);
            return problem.GetType().Name;
        }
    }
}

using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.Types;

namespace WireMock.Server;

/// <summary>An HTTP server on this machine that answers as its mappings say, and keeps what it was asked.</summary>
public class WireMockServer : IDisposable
{
    private const string NoMapping = "{\"Status\":\"No matching mapping found\"}";

    private readonly Lock _lock = new();
    private readonly List<Mapping> _mappings = [];
    private readonly Dictionary<string, string> _states = [];
    private readonly List<ILogEntry> _log = [];
    private readonly WebApplication _app;
    private bool _stopped;

    private WireMockServer(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _app.StartAsync().GetAwaiter().GetResult();
        Urls = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        Ports = [.. Urls.Select(url => new Uri(url).Port)];
    }

    public bool IsStarted => !_stopped;

    public string[] Urls { get; }

    public string? Url => Urls.FirstOrDefault();

    public IReadOnlyList<int> Ports { get; }

    public int Port => Ports[0];

    /// <summary>Oldest first; a copy.</summary>
    public IReadOnlyList<ILogEntry> LogEntries
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <param name="port">0 or none: a free one.</param>
    public static WireMockServer Start(int? port = 0) => new(port ?? 0);

    public IRespondWithAProvider Given(IRequestBuilder requestMatcher, bool saveToFile = false) => new Mapping(requestMatcher, Add);

    public IReadOnlyList<ILogEntry> FindLogEntries(params IRequestBuilder[] matchers) =>
        [.. LogEntries.Where(entry => matchers.All(matcher => matcher.Accepts((RequestMessage)entry.RequestMessage!)))];

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(Url!) };

    public void Reset()
    {
        ResetMappings();
        ResetScenarios();
        ResetLogEntries();
    }

    public void ResetMappings()
    {
        lock (_lock)
            _mappings.Clear();
    }

    public void ResetScenarios()
    {
        lock (_lock)
            _states.Clear();
    }

    public void ResetLogEntries()
    {
        lock (_lock)
            _log.Clear();
    }

    public void Stop()
    {
        if (_stopped)
            return;
        _stopped = true;
        // A test that ends does not wait for answers that are still being delayed.
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        _app.StopAsync(now.Token).GetAwaiter().GetResult();
        ((IDisposable)_app).Dispose();
    }

    public void Dispose()
    {
        Stop();
        GC.SuppressFinalize(this);
    }

    private static async Task<RequestMessage> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        var bytes = buffer.ToArray();
        var request = context.Request;
        return new RequestMessage(
            request.GetEncodedUrl(),
            request.Path.Value ?? "/",
            request.Method,
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            DateTime.UtcNow,
            request.Headers.ToDictionary(header => header.Key, header => List(header.Value), StringComparer.OrdinalIgnoreCase),
            request.Query.ToDictionary(parameter => parameter.Key, parameter => List(parameter.Value), StringComparer.Ordinal),
            request.QueryString.Value ?? "",
            bytes.Length == 0 ? null : Encoding.UTF8.GetString(bytes),
            bytes.Length == 0 ? null : bytes);
    }

    private static WireMockList<string> List(IEnumerable<string?> values) => new(values.Select(value => value ?? ""));

    private void Add(Mapping mapping)
    {
        lock (_lock)
        {
            _mappings.RemoveAll(other => other.Guid == mapping.Guid);
            _mappings.Add(mapping);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        RequestMessage? request = null;
        Mapping? mapping = null;
        try
        {
            request = await ReadAsync(context).ConfigureAwait(false);
            lock (_lock)
            {
                // The smallest number first; of equals the one that was put in force last.
                mapping = Enumerable.Reverse(_mappings).OrderBy(candidate => candidate.Priority)
                    .FirstOrDefault(candidate => candidate.Accepts(request, _states));
                mapping?.Answered(_states);
            }

            var response = mapping is null
                ? new ResponseMessage { StatusCode = 404, Body = NoMapping, Payload = Encoding.UTF8.GetBytes(NoMapping) }
                : await mapping.Response.RespondAsync(request, context.RequestAborted).ConfigureAwait(false);
            Log(request, response, mapping);

            context.Response.StatusCode = (int)response.StatusCode!;
            foreach (var (name, values) in response.Headers ?? new Dictionary<string, WireMockList<string>>())
                context.Response.Headers[name] = values.ToArray();
            if (response.Payload.Length > 0)
                await context.Response.Body.WriteAsync(response.Payload, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone, nobody is left to answer; but asked it was.
            if (request is not null)
                Log(request, null, mapping);
        }
    }

    private void Log(RequestMessage request, ResponseMessage? response, Mapping? mapping)
    {
        lock (_lock)
        {
            _log.Add(new LogEntry
            {
                Guid = Guid.NewGuid(),
                RequestMessage = request,
                ResponseMessage = response,
                MappingGuid = mapping?.Guid,
                MappingTitle = mapping?.Title,
            });
        }
    }
}

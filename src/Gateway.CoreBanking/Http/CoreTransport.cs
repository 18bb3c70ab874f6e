using System.Diagnostics;
using System.Net.Http.Json;
using Gateway.Register;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Gateway.CoreBanking.Http;

/// <summary>Sends requests to the core with time-out, circuit breaker and retries, and says how far each got.</summary>
internal sealed class CoreTransport : IDisposable
{
    const int LargestAnswerBytes = 32 * 1024 * 1024;
    static readonly ResiliencePropertyKey<CoreCall> CallKey = new("core-call");

    readonly IHttpClientFactory _clients;
    readonly ILogger<CoreTransport> _logger;
    readonly ResiliencePipeline<CoreReply> _timeout, _retry;
    readonly Dictionary<CoreTopic, CoreLane> _lanes;
    readonly CoreMetrics _metrics;

    public CoreTransport(IHttpClientFactory clients, CoreBankingOptions options, TimeProvider time, ILogger<CoreTransport> logger)
    {
        _clients = clients;
        _logger = logger;
        _timeout = Builder(time).AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds)).Build();
        _lanes = Enum.GetValues<CoreTopic>().ToDictionary(topic => topic, topic => new CoreLane(
            topic, CallsOf(topic, options), topic == CoreTopic.Control ? options.ControlCallsPerSecond : options.InquiryCallsPerSecond,
            breaker => Builder(time).AddCircuitBreaker(Breaker(options, breaker)).AddPipeline(_timeout).Build()));
        _metrics = new CoreMetrics(_lanes);
        _retry = options.Retries == 0 ? ResiliencePipeline<CoreReply>.Empty : Builder(time).AddRetry(Retry(options)).Build();
    }

    /// <summary>A topic's connections are its places, and one more for the question whether the core is there.</summary>
    public static SocketsHttpHandler CreateHandler(CoreTopic topic, CoreBankingOptions options) => new()
    {
        MaxConnectionsPerServer = CallsOf(topic, options) + 1,
        ConnectTimeout = TimeSpan.FromSeconds(options.ConnectTimeoutSeconds),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    public static void Configure(HttpClient client, CoreBankingOptions options)
    {
        client.BaseAddress = new Uri(options.BaseAddress.TrimEnd('/') + "/");
        client.MaxResponseContentBufferSize = LargestAnswerBytes;
        // The pipeline's time-out rules, attempt by attempt.
        client.Timeout = Timeout.InfiniteTimeSpan;
    }

    /// <summary>A read: repeated until it is answered or the retries are used up.</summary>
    public Task<CoreReply> ReadAsync(CoreCall call, CancellationToken cancel) => RetryAsync(call, token => SendAsync(call, token), cancel);

    /// <summary>Repeats an attempt of the caller's while it ends in <see cref="CoreFault.NotSent"/> or <see cref="CoreFault.SentNoAnswer"/>.</summary>
    public async Task<CoreReply> RetryAsync(CoreCall call, Func<CancellationToken, Task<CoreReply>> attempt, CancellationToken cancel)
    {
        var context = ResilienceContextPool.Shared.Get(cancel);
        context.Properties.Set(CallKey, call);
        var (failed, last) = (0, "");
        try
        {
            var reply = await _retry.ExecuteAsync(async c => await CountedAsync(c.CancellationToken), context);
            return failed == 0 ? reply : reply with { FailedTries = failed, LastFailure = last };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        async Task<CoreReply> CountedAsync(CancellationToken token)
        {
            var reply = await attempt(token);
            if (reply.Fault is CoreFault.NotSent or CoreFault.SentNoAnswer) (failed, last) = (failed + 1, $"{reply.Fault} {reply.Code}".TrimEnd());
            return reply;
        }
    }

    /// <summary>One attempt in a place of its topic, unless the breaker is open. Throws on cancellation alone.</summary>
    public async Task<CoreReply> SendAsync(CoreCall call, CancellationToken cancel)
    {
        var lane = _lanes[call.Topic];
        using var place = await lane.EnterAsync(cancel);
        if (place is null) return CoreReply.Failed(CoreFault.NotSent, "CORE_PLACES", "too many calls wait for the core");
        var begun = Stopwatch.GetTimestamp();
        using var span = CoreTrace.Attempt(call);
        var reply = await SendAsync(lane.Guarded, lane.Client, call, cancel);
        span.Ended(reply);
        _metrics.Called(call, reply, Stopwatch.GetElapsedTime(begun));
        return reply;
    }

    /// <summary>One attempt that needs no place and neither asks nor feeds the breaker.</summary>
    public Task<CoreReply> ProbeAsync(CoreCall call, CancellationToken cancel) => SendAsync(_timeout, CoreLane.NameOf(call.Topic), call, cancel);

    public void Dispose()
    {
        _metrics.Dispose();
        foreach (var lane in _lanes.Values) lane.Dispose();
    }

    static int CallsOf(CoreTopic topic, CoreBankingOptions options) => topic == CoreTopic.Control ? options.ControlCalls : options.InquiryCalls;

    async Task<CoreReply> SendAsync(ResiliencePipeline<CoreReply> pipeline, string client, CoreCall call, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await AttemptAsync(client, call, token), cancel);
        }
        catch (HttpRequestException failure)
        {
            return Classified(failure);
        }
        catch (TimeoutRejectedException)
        {
            return CoreReply.Failed(CoreFault.SentNoAnswer, "CORE_TIMEOUT", "no answer in time");
        }
        catch (BrokenCircuitException open)
        {
            return CoreReply.Failed(CoreFault.NotSent, "CORE_CIRCUIT_OPEN", "the core failed too often") with { RetryAfter = open.RetryAfter };
        }
    }

    async ValueTask<CoreReply> AttemptAsync(string client, CoreCall call, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        if (call.Body is { } body) request.Content = JsonContent.Create(body, body.GetType(), options: CoreJson.Options);
        if (call.Key is { } key)
        {
            request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(key));
            // The handler repeats requests without content by itself when a connection ends; a change is not sent again unasked.
            request.Content ??= new ByteArrayContent([]);
        }

        try
        {
            using var response = await _clients.CreateClient(client).SendAsync(request, HttpCompletionOption.ResponseContentRead, cancel);
            return Classified(response, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !cancel.IsCancellationRequested)
        {
            // The handler's own limit on connecting.
            return CoreReply.Failed(CoreFault.NotSent, "CORE_UNREACHABLE", "no connection in time");
        }
    }

    static CoreReply Classified(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - response.Headers.Date : null;
        var (fault, code) = status switch
        {
            >= 200 and < 300 or 404 or 409 or 422 => (default(CoreFault?), ""),
            // Turned away at the door: nothing happened. Wrong credentials must never look like the core's refusal of an order.
            401 or 403 => (CoreFault.NotSent, "CORE_ACCESS_DENIED"),
            429 => (CoreFault.NotSent, "CORE_BUSY"),
            503 when response.Headers.RetryAfter is not null => (CoreFault.NotSent, "CORE_BUSY"),
            408 or >= 500 => (CoreFault.SentNoAnswer, $"CORE_STATUS_{status}"),
            _ => (CoreFault.Malformed, $"CORE_STATUS_{status}"),
        };
        return new CoreReply { Fault = fault, Code = code, Message = fault is null ? "" : $"status {status}", Status = status, Body = body, RetryAfter = wait };
    }

    static CoreReply Classified(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError =>
            CoreReply.Failed(CoreFault.NotSent, "CORE_UNREACHABLE", failure.Message),
        HttpRequestError.ConfigurationLimitExceeded => CoreReply.Failed(CoreFault.Malformed, "CORE_ANSWER_TOO_LARGE", "answer too large"),
        _ => CoreReply.Failed(CoreFault.SentNoAnswer, "CORE_NO_ANSWER", failure.Message),
    };

    static ResiliencePipelineBuilder<CoreReply> Builder(TimeProvider time) => new() { TimeProvider = time };

    CircuitBreakerStrategyOptions<CoreReply> Breaker(CoreBankingOptions options, CircuitBreakerStateProvider state) => new()
    {
        StateProvider = state,
        FailureRatio = options.BreakerFailurePercent / 100.0,
        MinimumThroughput = options.BreakerMinimumCalls,
        SamplingDuration = TimeSpan.FromSeconds(options.BreakerSamplingSeconds),
        BreakDuration = TimeSpan.FromSeconds(options.BreakerOpenSeconds),
        ShouldHandle = new PredicateBuilder<CoreReply>()
            .Handle<HttpRequestException>().Handle<TimeoutRejectedException>()
            .HandleResult(reply => reply.Fault is CoreFault.SentNoAnswer || reply.Status == 503 || reply is { Fault: CoreFault.NotSent, Status: 0 }),
        OnOpened = opened => Logged(() => _logger.BreakerOpened((long)opened.BreakDuration.TotalSeconds)),
        OnClosed = _ => Logged(_logger.BreakerClosed),
    };

    RetryStrategyOptions<CoreReply> Retry(CoreBankingOptions options)
    {
        var longest = TimeSpan.FromMilliseconds(options.RetryDelayMaximumMilliseconds);
        return new()
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(options.RetryDelayMilliseconds),
            MaxDelay = longest,
            DelayGenerator = retry => ValueTask.FromResult(retry.Outcome.Result?.RetryAfter is { } asked && asked > TimeSpan.Zero
                ? asked < longest ? asked : longest
                : (TimeSpan?)null),
            ShouldHandle = retry => ValueTask.FromResult(retry.Outcome.Result?.Fault is CoreFault.NotSent or CoreFault.SentNoAnswer),
            OnRetry = retry =>
            {
                var call = retry.Context.Properties.GetValue(CallKey, null!);
                var reply = retry.Outcome.Result!;
                return Logged(() => _logger.Retrying(call.Name, Masked.Of(call.Account), reply.Fault, reply.Code, retry.AttemptNumber + 1));
            },
        };
    }

    static ValueTask Logged(Action log)
    {
        log();
        return ValueTask.CompletedTask;
    }
}

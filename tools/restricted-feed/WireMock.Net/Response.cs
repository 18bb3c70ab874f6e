using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WireMock.Matchers;
using WireMock.Types;

namespace WireMock.ResponseBuilders;

/// <summary>How an answer goes wrong.</summary>
public enum FaultType
{
    NONE,

    /// <summary>The status and headers, then nothing.</summary>
    EMPTY_RESPONSE,

    /// <summary>The status and headers, half of the body, then garbage.</summary>
    MALFORMED_RESPONSE_CHUNK,
}

/// <summary>How a mapping answers.</summary>
public interface IResponseBuilder
{
    IResponseBuilder WithStatusCode(int code);

    IResponseBuilder WithStatusCode(string code);

    IResponseBuilder WithStatusCode(HttpStatusCode code);

    IResponseBuilder WithSuccess();

    IResponseBuilder WithNotFound();

    IResponseBuilder WithHeader(string name, params string[] values);

    IResponseBuilder WithHeaders(IDictionary<string, string> headers);

    IResponseBuilder WithBody(string body, string? destination = null, Encoding? encoding = null);

    IResponseBuilder WithBody(byte[] body, string? destination = null, Encoding? encoding = null);

    IResponseBuilder WithBody(Func<IRequestMessage, string> bodyFactory, string? destination = null, Encoding? encoding = null);

    IResponseBuilder WithBodyAsJson(object body, Encoding? encoding = null, bool? indented = null);

    IResponseBuilder WithBodyAsJson(object body, bool indented);

    IResponseBuilder WithDelay(TimeSpan delay);

    IResponseBuilder WithDelay(int milliseconds);

    IResponseBuilder WithFault(FaultType faultType, double? percentage = null);

    internal Task<ResponseMessage> RespondAsync(RequestMessage request, CancellationToken cancellationToken);
}

/// <summary>Starts with an empty 200.</summary>
public class Response : IResponseBuilder
{
    private readonly Dictionary<string, WireMockList<string>> _headers = new(StringComparer.OrdinalIgnoreCase);
    private int _status = (int)HttpStatusCode.OK;
    private Func<RequestMessage, byte[]> _body = _ => [];
    private TimeSpan _delay;
    private FaultType _fault;
    private double _faultShare = 1;

    private Response()
    {
    }

    public static IResponseBuilder Create() => new Response();

    public IResponseBuilder WithStatusCode(int code)
    {
        _status = code;
        return this;
    }

    public IResponseBuilder WithStatusCode(string code) => WithStatusCode(int.Parse(code, CultureInfo.InvariantCulture));

    public IResponseBuilder WithStatusCode(HttpStatusCode code) => WithStatusCode((int)code);

    public IResponseBuilder WithSuccess() => WithStatusCode(HttpStatusCode.OK);

    public IResponseBuilder WithNotFound() => WithStatusCode(HttpStatusCode.NotFound);

    public IResponseBuilder WithHeader(string name, params string[] values)
    {
        _headers[name] = new WireMockList<string>(values);
        return this;
    }

    public IResponseBuilder WithHeaders(IDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
            WithHeader(name, value);
        return this;
    }

    public IResponseBuilder WithBody(string body, string? destination = null, Encoding? encoding = null) =>
        WithBody((encoding ?? Encoding.UTF8).GetBytes(body));

    public IResponseBuilder WithBody(byte[] body, string? destination = null, Encoding? encoding = null)
    {
        _body = _ => body;
        return this;
    }

    public IResponseBuilder WithBody(Func<IRequestMessage, string> bodyFactory, string? destination = null, Encoding? encoding = null)
    {
        _body = request => (encoding ?? Encoding.UTF8).GetBytes(bodyFactory(request));
        return this;
    }

    public IResponseBuilder WithBodyAsJson(object body, Encoding? encoding = null, bool? indented = null) =>
        WithBody(JsonSerializer.Serialize(body, indented == true ? Json.Indented : Json.Plain), null, encoding);

    public IResponseBuilder WithBodyAsJson(object body, bool indented) => WithBodyAsJson(body, null, indented);

    public IResponseBuilder WithDelay(TimeSpan delay)
    {
        _delay = delay;
        return this;
    }

    public IResponseBuilder WithDelay(int milliseconds) => WithDelay(TimeSpan.FromMilliseconds(milliseconds));

    public IResponseBuilder WithFault(FaultType faultType, double? percentage = null)
    {
        _fault = faultType;
        _faultShare = percentage ?? 1;
        return this;
    }

    async Task<ResponseMessage> IResponseBuilder.RespondAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        if (_delay > TimeSpan.Zero)
            await Task.Delay(_delay, cancellationToken).ConfigureAwait(false);

        var body = _body(request);
        var faulty = _fault != FaultType.NONE && Random.Shared.NextDouble() < _faultShare;
        return new ResponseMessage
        {
            StatusCode = _status,
            Headers = _headers,
            Body = Encoding.UTF8.GetString(body),
            Payload = (faulty, _fault) switch
            {
                (true, FaultType.EMPTY_RESPONSE) => [],
                (true, FaultType.MALFORMED_RESPONSE_CHUNK) => [.. body.Take(body.Length / 2), .. RandomNumberGenerator.GetBytes(100)],
                _ => body,
            },
        };
    }
}

using System.Net;
using WireMock.Types;

namespace WireMock.Types
{
    /// <summary>The values of one header or query parameter.</summary>
    public class WireMockList<T>(IEnumerable<T> values) : List<T>(values)
    {
        public override string ToString() => string.Join(", ", this);
    }
}

namespace WireMock
{
    /// <summary>A request as it came in.</summary>
    public interface IRequestMessage
    {
        string Url { get; }

        string Path { get; }

        string AbsolutePath { get; }

        string Method { get; }

        string ClientIP { get; }

        DateTime DateTime { get; }

        IDictionary<string, WireMockList<string>>? Headers { get; }

        IDictionary<string, WireMockList<string>>? Query { get; }

        string RawQuery { get; }

        string? Body { get; }

        byte[]? BodyAsBytes { get; }
    }

    /// <summary>A response as it went out.</summary>
    public interface IResponseMessage
    {
        object? StatusCode { get; }

        IDictionary<string, WireMockList<string>>? Headers { get; }

        string? Body { get; }
    }

    internal sealed record RequestMessage(
        string Url,
        string Path,
        string Method,
        string ClientIP,
        DateTime DateTime,
        IDictionary<string, WireMockList<string>>? Headers,
        IDictionary<string, WireMockList<string>>? Query,
        string RawQuery,
        string? Body,
        byte[]? BodyAsBytes) : IRequestMessage
    {
        public string AbsolutePath => Path;
    }

    internal sealed class ResponseMessage : IResponseMessage
    {
        public object? StatusCode { get; init; } = (int)HttpStatusCode.OK;

        public IDictionary<string, WireMockList<string>>? Headers { get; init; }

        public string? Body { get; init; }

        internal byte[] Payload { get; init; } = [];
    }
}

namespace WireMock.Logging
{
    /// <summary>One request with its answer, and the mapping that gave it (none: answered with 404).</summary>
    public interface ILogEntry
    {
        Guid Guid { get; }

        IRequestMessage? RequestMessage { get; }

        IResponseMessage? ResponseMessage { get; }

        Guid? MappingGuid { get; }

        string? MappingTitle { get; }
    }

    public sealed class LogEntry : ILogEntry
    {
        public Guid Guid { get; init; }

        public IRequestMessage? RequestMessage { get; init; }

        public IResponseMessage? ResponseMessage { get; init; }

        public Guid? MappingGuid { get; init; }

        public string? MappingTitle { get; init; }
    }
}

using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;

namespace Gateway.EndToEnd.Tests.Watching;

/// <summary>A span as it came over OTLP.</summary>
internal sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>As much of an OTLP collector as a test needs: takes protobuf over HTTP and keeps spans and the names of metrics.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    readonly HttpListener listener = new();
    readonly ConcurrentQueue<ReceivedSpan> spans = new();
    readonly ConcurrentDictionary<string, bool> metrics = new(StringComparer.Ordinal);

    public OtlpReceiver()
    {
        Address = $"http://127.0.0.1:{FreePorts.Take()}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = ReceiveAsync();
    }

    public string Address { get; }

    public IReadOnlyList<ReceivedSpan> Spans => [.. spans];

    public IEnumerable<string> Metrics => metrics.Keys;

    public void Dispose() => listener.Close();

    async Task ReceiveAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            if (call.Request.Url!.AbsolutePath == "/v1/traces") foreach (var span in SpansOf(body.ToArray())) spans.Enqueue(span);
            else foreach (var name in NamesOf(body.ToArray())) metrics[name] = true;
            call.Response.ContentType = "application/x-protobuf";
            call.Response.Close();
        }
    }

    // Resource spans, scope spans, spans: opentelemetry/proto/trace/v1.
    static IEnumerable<ReceivedSpan> SpansOf(byte[] request) =>
        from resource in Messages(request, 1)
        from scope in Messages(resource, 2)
        from span in Messages(scope, 2)
        select new ReceivedSpan(
            Convert.ToHexString(Messages(span, 1).Single()), Convert.ToHexString(Messages(span, 2).Single()), Convert.ToHexString(Messages(span, 4).SingleOrDefault() ?? []), Text(span, 5),
            Messages(span, 9).ToDictionary(tag => Text(tag, 1), tag => Messages(tag, 2).Select(value => Text(value, 1)).Single(), StringComparer.Ordinal));

    // Resource metrics, scope metrics, metrics: opentelemetry/proto/metrics/v1.
    static IEnumerable<string> NamesOf(byte[] request) =>
        from resource in Messages(request, 1)
        from scope in Messages(resource, 2)
        from metric in Messages(scope, 2)
        select Text(metric, 1);

    static string Text(byte[] message, int field) => string.Concat(Messages(message, field).Select(System.Text.Encoding.UTF8.GetString));

    /// <summary>The values of a field that have a length: messages, texts, bytes.</summary>
    static List<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited) found.Add(input.ReadBytes().ToByteArray());
            else input.SkipLastField();
        }

        return found;
    }
}

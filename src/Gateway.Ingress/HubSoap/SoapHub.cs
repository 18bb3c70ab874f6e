using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Xml;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.Hub;

namespace Gateway.Ingress.HubSoap;

/// <summary>Calls the hub's service: one attempt each, with how far it got. Whoever calls knows whether to try again.</summary>
/// <param name="metrics">Counts and times each call; null: nobody looks.</param>
sealed class SoapHub(HttpClient http, HubSoapConnection connection, HubMetrics? metrics = null, string channelId = "")
{
    readonly string userMarker = UserMarker(connection);

    /// <summary>A client with the connection's time-outs and no redirects: an order goes where the bank says and nowhere else.</summary>
    public static HttpClient CreateClient(HubSoapConnection connection, SslClientAuthenticationOptions tls) => new(new SocketsHttpHandler
    {
        ConnectTimeout = connection.Connect, PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false, UseProxy = false, SslOptions = tls,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>One call. Throws on cancellation alone.</summary>
    /// <param name="request">arg1; null: the operation has none.</param>
    public async Task<HubReply> CallAsync(string operation, HubElement? request, CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var reply = await TryAsync(operation, request, cancel).ConfigureAwait(false);
        metrics?.Called(channelId, operation, reply.Fault?.ToString() ?? "Answered", Stopwatch.GetElapsedTime(begun));
        return reply;
    }

    async Task<HubReply> TryAsync(string operation, HubElement? request, CancellationToken cancel)
    {
        var argument = request is null ? null : HubText.Encode(HubXml.Write(HubFitting.Fit(request, HubCoding.Base64Gbk), HubCoding.Base64Gbk));
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // The handler bounds the connecting by itself.
        reading.CancelAfter(connection.Connect + connection.Read);
        try
        {
            return await SendAsync(SoapEnvelope.Call(operation, userMarker, argument), reading.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException failed)
        {
            return HubReply.Failed(NeverSent(failed.HttpRequestError) ? HubFault.NotSent : HubFault.NoAnswer, failed.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return reading.IsCancellationRequested ? HubReply.Failed(HubFault.NoAnswer, "no answer in time") : HubReply.Failed(HubFault.NotSent, "no connection in time");
        }
        catch (IOException cut)
        {
            return HubReply.Failed(HubFault.NoAnswer, cut.Message);
        }
        catch (Exception none) when (none is XmlException or HubFormException)
        {
            return HubReply.Failed(HubFault.Malformed, none.Message);
        }
    }

    async Task<HubReply> SendAsync(byte[] body, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(SoapEnvelope.ContentType) { CharSet = "utf-8" };
        using var message = new HttpRequestMessage(HttpMethod.Post, connection.Address) { Content = content };
        message.Headers.Add("SOAPAction", "\"\"");
        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        // SOAP sends its faults as 500; any other status is none of SOAP's, and what it did is not known.
        if (!answer.IsSuccessStatusCode && answer.StatusCode != System.Net.HttpStatusCode.InternalServerError) return HubReply.Failed(HubFault.NoAnswer, $"HTTP status {(int)answer.StatusCode:D}");
        if (answer.Content.Headers.ContentLength > connection.MaximumAnswerBytes) return HubReply.Failed(HubFault.Malformed, "the answer is too long");
        await answer.Content.LoadIntoBufferAsync(connection.MaximumAnswerBytes, cancel).ConfigureAwait(false);
        return Read(await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false), answer.IsSuccessStatusCode);
    }

    HubReply Read(Stream body, bool succeeded)
    {
        var (returned, fault) = SoapEnvelope.Read(body, connection.MaximumAnswerBytes);
        // Axis sends whatever its service threw as a fault, after an effect as well as before it.
        if (fault is not null || !succeeded) return HubReply.Failed(HubFault.NoAnswer, $"SOAP fault: {fault}");
        if (string.IsNullOrWhiteSpace(returned)) return HubReply.Failed(HubFault.Empty, "the return is empty");
        if (HubText.Decode(returned) is not { Length: > 0 } xml) return HubReply.Failed(HubFault.Malformed, "the return is no Base64 of GBK");
        var answer = HubXml.Read(xml, HubCoding.Base64Gbk);
        return HubResults.Error(answer) is { Length: > 0 } error ? HubReply.Failed(HubFault.Refused, error) : HubReply.Of(answer);
    }

    static bool NeverSent(HttpRequestError error) => error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    static string UserMarker(HubSoapConnection connection) => HubText.Encode(HubXml.Write(
        new HubElement("usermarker").Add(new HubElement("condition").Set("username", connection.UserName).Set("password", connection.Password)), HubCoding.Base64Gbk));
}

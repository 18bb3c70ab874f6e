namespace Gateway.CoreBanking.Http;

/// <summary>Lets nothing through to the core but reads, whoever asks: the last gate of a process that may not change anything.</summary>
internal sealed class ReadsOnly : DelegatingHandler
{
    /// <exception cref="InvalidOperationException">It would change something.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reads = request.Method == HttpMethod.Get || (request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/parties/search", StringComparison.Ordinal));
        return reads ? base.SendAsync(request, cancellationToken) : throw new InvalidOperationException("This process may read the core and change nothing in it.");
    }
}

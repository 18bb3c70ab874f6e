using System.Net;
using Gateway.CoreBanking.Http;

namespace Gateway.CoreBanking.Tests;

/// <summary>The last gate of a process that may not change anything in the core.</summary>
[TestFixture]
public sealed class ReadsOnlyTests
{
    [TestCase("GET", "v1/accounts/6001", true)]
    [TestCase("GET", "v1/operations/k", true)]
    [TestCase("POST", "v1/parties/search", true)]
    [TestCase("PUT", "v1/accounts/6001/holds/h", false)]
    [TestCase("POST", "v1/accounts/6001/debits", false)]
    [TestCase("POST", "v1/accounts/parties/search/holds", false)]
    [TestCase("DELETE", "v1/accounts/6001/holds/h", false)]
    [TestCase("PATCH", "v1/parties/search", false)]
    public async Task Nothing_but_reads_reaches_the_core(string method, string path, bool passes)
    {
        var core = new Core();
        using var client = new HttpClient(new ReadsOnly { InnerHandler = core }) { BaseAddress = new Uri("http://core/") };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        if (passes) (await client.SendAsync(request)).Dispose();
        else Assert.That(async () => (await client.SendAsync(request)).Dispose(), Throws.InvalidOperationException);
        Assert.That(core.Asked, Is.EqualTo(passes ? 1 : 0));
    }

    private sealed class Core : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}

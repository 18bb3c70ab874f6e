using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Register.Decisions;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>Connections that end in the middle: the change may have had its effect.</summary>
public sealed class BrokenConnectionTests
{
    const string Key = "zdz:O1:1:1:1.1";

    [TestCase("", TestName = "closed without an answer")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"key\":", TestName = "cut in the body")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Ty", TestName = "cut in the headers")]
    [TestCase("SMTP ready\r\n\r\n", TestName = "another protocol")]
    public async Task A_change_whose_answer_is_cut_is_asked_by_key_before_anything_else(string answer)
    {
        await using var core = new RawServer(answer);
        using var adapter = new AdapterUnderTest(core.Url, retries: 2);
        var result = await adapter.Core.ExecuteAsync(Samples.Put(), Key, false, CancellationToken.None);
        Assert.That((result.Fault, result.Code), Is.EqualTo((CoreFault.SentNoAnswer, "CORE_NO_ANSWER")));
        Assert.That(core.Requests.Count(line => line.StartsWith("PUT ", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(core.Requests.Count(line => line.StartsWith("GET /v1/operations/", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task A_removal_too_goes_out_once()
    {
        // The HTTP handler repeats requests without content by itself; a change must not be one of them.
        await using var core = new RawServer("");
        using var adapter = new AdapterUnderTest(core.Url, retries: 1);
        await adapter.Core.ExecuteAsync(new RemoveHold(Samples.Register, Samples.HoldId), Key, false, CancellationToken.None);
        Assert.That(core.Requests.Count(line => line.StartsWith("DELETE ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    /// <summary>Takes each request and answers all of them with the same bytes, then closes.</summary>
    sealed class RawServer : IAsyncDisposable
    {
        readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        readonly CancellationTokenSource _stop = new();
        readonly List<string> _requests = [];
        readonly Task _serving;

        public RawServer(string answer)
        {
            _listener.Start();
            _serving = ServeAsync(Encoding.ASCII.GetBytes(answer));
        }

        public string Url => $"http://{_listener.LocalEndpoint}";

        public IReadOnlyList<string> Requests
        {
            get
            {
                lock (_requests) return [.. _requests];
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _serving;
            _listener.Dispose();
            _stop.Dispose();
        }

        async Task ServeAsync(byte[] answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                    await using var stream = client.GetStream();
                    var buffer = new byte[64 * 1024];
                    var read = await stream.ReadAsync(buffer, _stop.Token);
                    lock (_requests) _requests.Add(Encoding.ASCII.GetString(buffer, 0, read).Split('\r')[0]);
                    await stream.WriteAsync(answer, _stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test has ended.
            }
        }
    }
}

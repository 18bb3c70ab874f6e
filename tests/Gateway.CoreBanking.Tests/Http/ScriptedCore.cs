using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.CoreBanking.Tests.Http;

/// <summary>What a core does with a request: bytes that it answers, how slowly, and how the connection ends.</summary>
/// <param name="Answer">Sent as it stands; null: nothing is ever sent.</param>
/// <param name="BeforeReading">The connection ends before the request was read.</param>
/// <param name="Drips">A byte now and then, without end.</param>
internal sealed record Behaviour(string? Answer, bool BeforeReading = false, bool Drips = false)
{
    /// <summary>A whole answer.</summary>
    public static Behaviour Status(int status, string body = "", string headers = "", string type = "application/json") => new(
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
}

/// <summary>A core that does one thing with every call but the look-ups of a change's key, to which it has an answer of their own.</summary>
internal sealed class ScriptedCore : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly List<(string Line, string Key)> _requests = [];
    readonly List<Task> _connections = [];
    readonly Behaviour _behaviour, _lookUp;
    readonly Task _serving;

    public ScriptedCore(Behaviour behaviour, Behaviour lookUp)
    {
        (_behaviour, _lookUp) = (behaviour, lookUp);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The requests that were read: method and path, and the idempotency key.</summary>
    public IReadOnlyList<(string Line, string Key)> Requests
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
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    async Task ServeAsync()
    {
        try
        {
            while (true) _connections.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
    }

    async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = connection.GetStream();
            if (_behaviour.BeforeReading && await PeekAsync(stream) is not "GET /v1/operations")
            {
                connection.Client.Close(0); // a reset
                return;
            }

            var (line, key) = await ReadAsync(stream);
            lock (_requests) _requests.Add((line, key));
            var behaviour = line.StartsWith("GET /v1/operations", StringComparison.Ordinal) ? _lookUp : _behaviour;
            if (behaviour.Answer is { } answer) await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
            if (behaviour.Answer is null) await Task.Delay(Timeout.Infinite, _stop.Token);
            if (behaviour.Drips) await DripAsync(stream);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
        {
            // The caller has gone, or the test is over.
        }
    }

    async Task DripAsync(NetworkStream stream)
    {
        using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await drip.WaitForNextTickAsync(_stop.Token)) await stream.WriteAsync(" "u8.ToArray(), _stop.Token);
    }

    // The first words are read in any case: whether it is a look-up must be known.
    static async Task<string> PeekAsync(NetworkStream stream)
    {
        var buffer = new byte["GET /v1/operations".Length];
        await stream.Socket.ReceiveAsync(buffer, SocketFlags.Peek);
        return Encoding.ASCII.GetString(buffer);
    }

    async Task<(string Line, string Key)> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0) throw new IOException("the caller has gone");
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            var head = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (head < 0) continue;
            var lines = text.ToString(0, head).Split("\r\n");
            var length = int.Parse(Header(lines, "Content-Length") is { Length: > 0 } l ? l : "0", CultureInfo.InvariantCulture);
            if (Encoding.UTF8.GetByteCount(text.ToString(head + 4, text.Length - head - 4)) >= length) return (lines[0], Header(lines, "Idempotency-Key"));
        }
    }

    static string Header(string[] lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 1)..].Trim() : "";
}

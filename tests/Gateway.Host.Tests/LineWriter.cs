using System.Threading.Channels;

namespace Gateway.Host.Tests;

/// <summary>Hands over what is written, line by line.</summary>
internal sealed class LineWriter : StringWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override async Task WriteLineAsync(string? value) => await _lines.Writer.WriteAsync(value ?? "");

    public async Task<IReadOnlyList<string>> ReadUntilAsync(string last, CancellationToken cancel)
    {
        var lines = new List<string>();
        do lines.Add(await _lines.Reader.ReadAsync(cancel));
        while (lines[^1] != last);
        return lines;
    }
}

using System.Globalization;
using Gateway.Register.Orders;

namespace Gateway.Store.Relational;

/// <summary>An idempotency key taken apart: whose instruction it is. The worker makes them (<c>LineCase.CoreKey</c>).</summary>
internal sealed record CoreKey(string Line, int Stage, int Step)
{
    const string Expiry = "expire:";
    const string Act = "desk:";
    const string Back = ":back";

    /// <summary>What the keys of a line begin with.</summary>
    public static string LineOf(ControlLine line, OrderKey? order) =>
        line.Measure == Measure.Expire ? Expiry + line.ExpiringFreezeId
        : line.PaymentKey.Length > 0 ? line.PaymentKey + Back
        : order is null ? line.LineNo
        : $"{order}:{line.LineNo}";

    /// <summary>Null: it has not the form of the gateway's keys.</summary>
    public static CoreKey? Parse(string key)
    {
        if (key.LastIndexOf(':') is not (> 0 and var at) || key[(at + 1)..].Split('.') is not [var stage, var step]) return null;
        return int.TryParse(stage, NumberStyles.None, CultureInfo.InvariantCulture, out var s) && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            ? new CoreKey(key[..at], s, i)
            : null;
    }

    /// <summary>Whether the store has the line, and whether it has its decision of that stage.</summary>
    public async Task<(bool Line, bool Intent)> KnownAsync(ReadSession session)
    {
        if (Line.EndsWith(Back, StringComparison.Ordinal))
        {
            var back = await session.FirstAsync<long>("SELECT COUNT(*) FROM payments WHERE core_key = @key", new { key = Line[..^Back.Length] }).ConfigureAwait(false) > 0;
            return (back, back);
        }

        if (await FindAsync(session).ConfigureAwait(false) is not { } line) return (false, false);
        return (true, await session.FirstAsync<long>("SELECT COUNT(*) FROM intents WHERE line_id = @line AND stage = @Stage", new { line, Stage }).ConfigureAwait(false) > 0);
    }

    Task<long?> FindAsync(ReadSession session)
    {
        if (Line.StartsWith(Expiry, StringComparison.Ordinal)) return session.FirstAsync<long?>("SELECT MAX(line_id) FROM lines WHERE expiring_freeze_id = @freeze", new { freeze = Line[Expiry.Length..] });
        if (Line.StartsWith(Act, StringComparison.Ordinal)) return session.FirstAsync<long?>("SELECT MAX(line_id) FROM lines WHERE order_id IS NULL AND line_no = @Line", new { Line });
        // channel:order:version:line; an order's number may hold colons of its own.
        var parts = Line.Split(':');
        if (parts.Length < 4 || !int.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return Task.FromResult<long?>(null);
        return session.FirstAsync<long?>(
            "SELECT l.line_id FROM lines l JOIN orders o ON o.order_id = l.order_id WHERE o.channel_id = @channel AND o.order_no = @order AND o.version = @version AND l.line_no = @line",
            new { channel = parts[0], order = string.Join(':', parts[1..^2]), version, line = parts[^1] });
    }
}

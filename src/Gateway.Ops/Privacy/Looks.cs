using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Store;

namespace Gateway.Ops.Privacy;

/// <summary>
/// The way by which people see customers' data, whatever they look through: each look is an entry of the audit chain with who, what and, where it is not masked, why (no tipping-off).
/// The entry is durable before anything is shown.
/// </summary>
public sealed class Looks(IStore store)
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="person">Who looks.</param>
    /// <param name="subject">What is looked at, without customers' data: a task, an order, a list.</param>
    /// <param name="why">Why it must be seen unmasked; null: it need not be.</param>
    /// <exception cref="ArgumentException">Nobody looks, or for no reason.</exception>
    public async Task<Sight> AtAsync(string person, string subject, string? why, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(person);
        if (why is not null) ArgumentException.ThrowIfNullOrWhiteSpace(why);
        var detail = new JsonObject { ["revealed"] = why is not null, ["why"] = why?.Trim() };
        await store.AuditAsync(new AuditEntry($"person:{person.Trim()}", "customer.looked", subject, detail.ToJsonString(Json)), cancel).ConfigureAwait(false);
        return new Sight(why is not null);
    }
}

using System.Collections.Concurrent;

namespace Gateway.Ops.Web.Actions;

/// <summary>A new password on its way from the act that made it to the page that shows it, to the one session that asked, and then gone: never in an address, a log or the store.</summary>
internal sealed class ShownOnce
{
    private readonly ConcurrentDictionary<string, (string Name, string Password)> _waiting = new(StringComparer.Ordinal);

    public void Put(string sessionId, string name, string password) => _waiting[sessionId] = (name, password);

    public (string Name, string Password)? Take(string sessionId) => _waiting.TryRemove(sessionId, out var password) ? password : null;
}

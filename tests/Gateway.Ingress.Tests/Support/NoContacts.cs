using Gateway.Store.Views;

namespace Gateway.Ingress.Tests.Support;

/// <summary>Remembers of no channel when it called.</summary>
sealed class NoContacts : IContactStore
{
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadContactsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyDictionary<string, DateTimeOffset>>(new Dictionary<string, DateTimeOffset>());

    public Task RecordContactsAsync(IReadOnlyDictionary<string, DateTimeOffset> heard, CancellationToken cancel) => Task.CompletedTask;
}

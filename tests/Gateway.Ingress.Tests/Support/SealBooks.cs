using Gateway.Store.Seals;
using RegisteredSeal = Gateway.Register.Courts.CourtSeal;

namespace Gateway.Ingress.Tests.Support;

/// <summary>The store's side of the register of courts' seals, in memory.</summary>
sealed class SealBooks : ICourtSealStore
{
    readonly List<EnteredSeal> entries = [];

    public IReadOnlyList<EnteredSeal> Entries => entries;

    /// <summary>First acceptances by digest.</summary>
    public Dictionary<string, DateTimeOffset> Accepted { get; } = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    long Version { get; set; }

    public void Enter(RegisteredSeal seal)
    {
        entries.Add(new EnteredSeal(seal, "", "", 1, Clock.Now, null));
        Version++;
    }

    public void EndAll()
    {
        for (var i = 0; i < entries.Count; i++) entries[i] = entries[i] with { EndedAt = Clock.Now };
        Version++;
    }

    public Task<long> ReadSealVersionAsync(CancellationToken cancel) => Task.FromResult(Version);

    public Task<EnteredSeals> ReadSealsAsync(CancellationToken cancel)
    {
        Reads++;
        return Task.FromResult(new EnteredSeals(Version, [.. entries]));
    }

    public Task<bool> EnterFirstSealAsync(RegisteredSeal seal, string holder, string remark, string subject, CancellationToken cancel)
    {
        if (entries.Any(e => e.Seal.CourtCode == seal.CourtCode)) return Task.FromResult(false);
        entries.Add(new EnteredSeal(seal, holder, $"{remark} {subject}", null, Clock.Now, null));
        Version++;
        return Task.FromResult(true);
    }

    public Task<DateTimeOffset?> FindFirstAcceptanceAsync(string key, CancellationToken cancel) => Task.FromResult(Accepted.TryGetValue(key, out var at) ? at : (DateTimeOffset?)null);
}

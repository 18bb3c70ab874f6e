using Gateway.Contracts.Answers;
using Gateway.Register.Courts;
using Gateway.Store.Emergency;

namespace Gateway.Ingress.Hub;

/// <summary>Whether a hub's channel is one now, and may bring orders now: the register, its dates and people's pauses say so.</summary>
sealed class HubGate(CourtBook courts, PauseBoard pauses, BankIdentity bank, TimeProvider time)
{
    /// <summary>The channel, if it is one of this door; its answers are sent whatever its dates are.</summary>
    public Channel? Serves(string channelId, ChannelDoor door) => courts.Now.FindChannel(channelId) is { } channel && channel.Door == door ? channel : null;

    /// <summary>Whether it brings orders now: a closed or paused channel is not even asked (2, 22).</summary>
    public async Task<bool> TakesAsync(string channelId, ChannelDoor door, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), bank.TimeZone).DateTime);
        return Serves(channelId, door)?.OpenOn(today) == true && (await pauses.KnownAsync(cancel).ConfigureAwait(false)).OfChannel(channelId) is null;
    }
}

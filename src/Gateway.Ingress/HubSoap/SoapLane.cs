using Gateway.Ingress.Hub;
using Gateway.Ingress.Identity;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.HubSoap;

/// <summary>What the lanes of all hubs share.</summary>
sealed record SoapParts(
    IStore Store, IHubStore Feeds, ILeases Leases, CourtBook Courts, HubIntake Intake, HubFollowUp FollowUp, HubAnswers Answers, HubSignal Signal, HubGate Gate, ChannelContacts Contacts, HubMetrics Metrics, TimeProvider Time,
    ILogger<SoapLane> Log);

/// <summary>One kind of orders of one hub: its list is asked for over and over, and its answers are sent. Inquiries and controls have a lane each, so that one failing does not stop the other.</summary>
sealed class SoapLane
{
    static readonly TimeSpan FeedPoll = TimeSpan.FromSeconds(1);

    readonly SoapParts parts;
    readonly HubSoapSettings settings;
    readonly OrderKind kind;
    readonly SoapRound round;
    readonly SoapFeeder feeder;
    readonly PollPace pace;
    readonly HubLease lease;
    bool failed;

    public SoapLane(SoapParts parts, HubSoapSettings settings, OrderKind kind, SoapHub hub, Random random)
    {
        (this.parts, this.settings, this.kind) = (parts, settings, kind);
        var contact = new HubContact(settings.Contact, settings.Phone);
        round = new SoapRound(
            hub, kind, new HubBook(parts.Store, parts.Feeds, settings.Channel),
            async (entry, documents, cancel) => await TellAsync(entry, await parts.Intake.TakeAsync(Channel!, entry, documents, contact, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false),
            TellAsync, settings, parts.Time, Heard);
        feeder = new SoapFeeder(hub, settings.Channel, kind, parts.Feeds, parts.Answers, settings, random, parts.Time, parts.Log);
        pace = new PollPace(TimeSpan.FromSeconds(kind == OrderKind.Control ? settings.ControlPollSeconds : settings.InquiryPollSeconds), TimeSpan.FromSeconds(settings.PollMaximumSeconds), settings.JitterPercent, random);
        lease = new HubLease(parts.Leases, $"hub-{(kind == OrderKind.Control ? "controls" : "inquiries")}-{settings.Channel}", parts.Time);
    }

    Channel? Channel => parts.Gate.Serves(settings.Channel, ChannelDoor.HubSoap);

    /// <summary>Both loops, until the end.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await Task.WhenAll(
            HubLoop.KeepAsync(settings.Channel, $"list of {kind} orders", PollAsync, parts.Time, parts.Log, cancel),
            HubLoop.KeepAsync(settings.Channel, $"answers to {kind} orders", FeedAsync, parts.Time, parts.Log, cancel)).ConfigureAwait(false);
        await lease.GiveUpAsync().ConfigureAwait(false);
    }

    async Task PollAsync(CancellationToken cancel)
    {
        while (true)
        {
            var wait = await lease.IsMineAsync(cancel).ConfigureAwait(false) && await parts.Gate.TakesAsync(settings.Channel, ChannelDoor.HubSoap, cancel).ConfigureAwait(false) ? await PollOnceAsync(cancel).ConfigureAwait(false) : Away();
            await Task.Delay(wait, parts.Time, cancel).ConfigureAwait(false);
        }
    }

    TimeSpan Away()
    {
        parts.Metrics.Left(settings.Channel, kind);
        return FeedPoll;
    }

    /// <summary>One list, and how long to wait for the next.</summary>
    internal async Task<TimeSpan> PollOnceAsync(CancellationToken cancel)
    {
        var result = await round.RunAsync(cancel).ConfigureAwait(false);
        if (result.Trouble.Length > 0)
        {
            var rest = pace.Failed();
            failed = true;
            parts.Log.HubListFailed(settings.Channel, kind, result.Trouble, (int)rest.TotalSeconds);
            return rest;
        }

        if (failed) parts.Log.HubListBack(settings.Channel, kind);
        failed = false;
        if (result.Waiting > 0) parts.Log.HubDocumentsMissing(settings.Channel, result.Waiting);
        if (result.Listed is { } listed) await feeder.DecideAsync(listed, result.AskedAt, cancel).ConfigureAwait(false);
        parts.Signal.Pulse();
        return pace.Succeeded();
    }

    void Heard(DateTimeOffset askedAt, int entries)
    {
        parts.Metrics.Heard(settings.Channel, kind, askedAt, entries);
        parts.Contacts.Hear(settings.Channel);
    }

    async Task FeedAsync(CancellationToken cancel)
    {
        while (true)
        {
            var next = parts.Signal.Next;
            if (await lease.IsMineAsync(cancel).ConfigureAwait(false) && Channel is not null) await feeder.SendDueAsync(cancel).ConfigureAwait(false);
            await Signal.WaitAsync(next, FeedPoll, parts.Time, cancel).ConfigureAwait(false);
        }
    }

    Task TellAsync(Contracts.HubForms.HubOrder entry, HubTaken taken, CancellationToken cancel) => parts.FollowUp.RunAsync(settings.Channel, entry, taken, cancel);
}

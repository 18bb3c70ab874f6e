using Gateway.Contracts.Answers;
using Gateway.Ingress.Hub;
using Gateway.Ingress.Identity;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Hub;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.HubFiles;

/// <summary>What the lanes of all hubs share.</summary>
sealed record FilesParts(
    IStore Store, IHubStore Feeds, IHubBatches Batches, ILeases Leases, HubIntake Intake, HubFollowUp FollowUp, HubAnswers Answers, BankIdentity Bank, HubSignal Signal, HubGate Gate, ChannelContacts Contacts, HubMetrics Metrics,
    HubFilesMetrics FilesMetrics, TimeProvider Time, ILogger<FilesLane> Log);

/// <summary>One kind of orders of one hub: its packets are taken, then its answers handed over, over and over. Inquiries and controls have a lane each: a flood of the ones does not hold up the others.</summary>
sealed class FilesLane
{
    const int JitterPercent = 10;

    static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);
    // However fast receipts are made: many of them go together.
    static readonly TimeSpan LeastRest = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    readonly FilesParts parts;
    readonly HubFilesSettings settings;
    readonly OrderKind kind;
    readonly PollPace pace;
    readonly HubLease lease;
    PacketFolders? folders;
    PacketWatch? watch;
    PacketIntake? intake;
    AnswerPackets? answers;
    DateTimeOffset forgotten;

    public FilesLane(FilesParts parts, HubFilesSettings settings, OrderKind kind, Random random)
    {
        (this.parts, this.settings, this.kind) = (parts, settings, kind);
        pace = new PollPace(TimeSpan.FromSeconds(settings.PollSeconds), LongestRest, JitterPercent, random);
        lease = new HubLease(parts.Leases, $"hub-{(kind == OrderKind.Control ? "controls" : "inquiries")}-{settings.Channel}", parts.Time);
    }

    Channel? Channel => parts.Gate.Serves(settings.Channel, ChannelDoor.HubFiles);

    /// <summary>The loop, until the end.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        await HubLoop.KeepAsync(settings.Channel, $"files of {kind} orders", LoopAsync, parts.Time, parts.Log, cancel).ConfigureAwait(false);
        await lease.GiveUpAsync().ConfigureAwait(false);
    }

    async Task LoopAsync(CancellationToken cancel)
    {
        // Anew behind whatever broke the loop: another process may have gone on meanwhile.
        Begin();
        while (true)
        {
            var next = parts.Signal.Next;
            var wait = await lease.IsMineAsync(cancel).ConfigureAwait(false) && Channel is not null ? await RoundAsync(cancel).ConfigureAwait(false) : Away();
            await Task.Delay(LeastRest, parts.Time, cancel).ConfigureAwait(false);
            await Signal.WaitAsync(next, wait - LeastRest, parts.Time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>One look at the folder and at what is due; how long to wait for the next.</summary>
    internal async Task<TimeSpan> RoundAsync(CancellationToken cancel)
    {
        if (folders is null) Begin();
        var all = true;
        if (await parts.Gate.TakesAsync(settings.Channel, ChannelDoor.HubFiles, cancel).ConfigureAwait(false))
        {
            all = await intake!.RunAsync(cancel).ConfigureAwait(false);
            parts.Metrics.Heard(settings.Channel, kind, parts.Time.GetUtcNow(), watch!.Unfinished);
            parts.Contacts.Hear(settings.Channel);
        }
        else
        {
            // A paused or closed channel is not silent.
            parts.Metrics.Left(settings.Channel, kind);
        }

        all &= await answers!.RunAsync(cancel).ConfigureAwait(false);
        parts.FilesMetrics.Oldest(settings.Channel, folders!.OldestAnswer());
        Forget();
        return all ? pace.Succeeded() : pace.Failed();
    }

    void Begin()
    {
        var contact = new HubContact(settings.Contact, settings.Phone);
        folders = new PacketFolders(settings);
        watch = new PacketWatch(folders, settings, kind == OrderKind.Inquiry, parts.Time);
        var door = new PacketDoor((entry, documents, cancel) => parts.Intake.TakeAsync(Channel!, entry, documents, contact, cancel), (entry, taken, cancel) => parts.FollowUp.RunAsync(settings.Channel, entry, taken, cancel));
        var complaints = new ComplaintDesk(settings, kind, parts.Store, parts.Feeds, parts.Batches, parts.Time, parts.Log);
        intake = new PacketIntake(settings, kind, folders, watch, parts.Batches, parts.Feeds, complaints, door, parts.Store, parts.FilesMetrics, parts.Time, parts.Log);
        var writer = new AnswerWriter(settings, parts.Answers, parts.Bank);
        answers = new AnswerPackets(settings, kind, folders, writer, parts.Feeds, parts.Batches, parts.FilesMetrics, parts.Time, parts.Log);
    }

    TimeSpan Away()
    {
        parts.Metrics.Left(settings.Channel, kind);
        // What another process did meanwhile is looked at anew.
        folders = null;
        return pace.Succeeded();
    }

    // Copies of what is in the archive: they hold customers' data, and are kept for looking things up only.
    void Forget()
    {
        var now = parts.Time.GetUtcNow();
        if (kind != OrderKind.Control || now - forgotten < ForgetEvery) return;
        forgotten = now;
        folders!.Forget(now - TimeSpan.FromDays(settings.KeepDays));
    }
}

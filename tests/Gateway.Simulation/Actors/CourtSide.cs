using Gateway.Ingress.Intake;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Simulation.Parts;
using Gateway.Store;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Simulation.Actors;

/// <summary>
/// The courts' hub: sends each order until it is acknowledged, sends some again although they are, reads and acknowledges receipts,
/// and mends what came back for its documents. What it is told must hold together.
/// </summary>
internal sealed class CourtSide(World world)
{
    private const int PatienceSeconds = 15;
    private const int ReadEverySeconds = 9;
    private const int ReceiptsAtOnce = 10;
    private const int RepeatPercent = 30;
    private const int AcknowledgePercent = 70;

    private readonly HashSet<OrderKey> _accepted = [];
    private readonly List<Letter> _letters = [];
    private readonly Dictionary<string, long> _nextReceipt = [];
    private readonly Dictionary<OrderKey, V1.ReceiptBody> _finals = [];

    /// <summary>An order on its way. Version counts the mended ones.</summary>
    private sealed class Letter(Channel channel, V1.Order message, V1.Order? mended)
    {
        public Channel Channel { get; } = channel;
        public V1.Order Message { get; set; } = message;
        public V1.Order? Mended { get; set; } = mended;
        public int Version { get; set; } = 1;
        public bool Acknowledged { get; set; }
    }

    /// <summary>How many orders have no acknowledgement yet.</summary>
    public int Waiting => _letters.Count(l => !l.Acknowledged);

    /// <summary>The last receipt that each channel has read. A court that has not got its refusal yet may still send other documents.</summary>
    public IEnumerable<(string ChannelId, long Last)> Read => _nextReceipt.Select(n => (n.Key, n.Value - 1));

    /// <summary>Every version of an order that was acknowledged: each must have its answer.</summary>
    public HashSet<OrderKey> Acknowledged { get; } = [];

    public string CourtOf(OrderKey order) => _letters.First(l => l.Channel.Id == order.ChannelId && l.Message.OrderNo == order.OrderNo).Message.CourtCode;

    public void Begin()
    {
        foreach (var channel in world.Scenario.Courts.Channels)
        {
            _nextReceipt[channel.Id] = 1;
            ReadLater(channel);
        }
    }

    /// <param name="mended">What is sent if this comes back for its documents.</param>
    public void Send(Channel channel, V1.Order message, V1.Order? mended = null)
    {
        var letter = new Letter(channel, message, mended);
        _letters.Add(letter);
        Try(letter, letter.Version);
    }

    private void Try(Letter letter, int version)
    {
        if (letter.Acknowledged || letter.Version != version) return;
        Submit(letter);
        world.Agenda.In(TimeSpan.FromSeconds(PatienceSeconds), null, "", () => Try(letter, version));
    }

    private void Submit(Letter letter)
    {
        if (world.Pick(SimRoles.Ingress) is not { } door) return;
        world.Agenda.In(world.Delay(), door, $"court sends {letter.Message.OrderNo} v{letter.Version}", () => _ = ServeAsync(door, letter, letter.Version));
    }

    private async Task ServeAsync(SimProcess door, Letter letter, int version)
    {
        var submitting = door.SubmitAsync(letter.Channel, letter.Message);
        await ((Task)submitting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!submitting.IsCompletedSuccessfully)
        {
            world.Agenda.Note(door, $"cannot take {letter.Message.OrderNo}: {submitting.Exception?.InnerException?.Message}");
            return;
        }

        var reply = await submitting;
        world.Agenda.In(world.Delay(), door, $"court hears of {letter.Message.OrderNo}: {reply.GetType().Name}", () => OnReply(letter, version, reply));
    }

    private void OnReply(Letter letter, int version, IntakeResult reply)
    {
        if (reply is IntakeResult.ChannelPaused) return; // it is sent again
        if (letter.Version != version) return; // an answer to what was sent before it was mended
        var known = reply switch { IntakeResult.Accepted accepted => accepted.Order, IntakeResult.Repeat repeat => repeat.Order, _ => null };
        if (known is null)
        {
            world.Fail($"order {letter.Message.OrderNo} was turned away: {reply}");
            return;
        }

        if (known.Key.Version != version) world.Fail($"order {letter.Message.OrderNo} was sent as version {version} and acknowledged as {known.Key.Version}");
        if (reply is IntakeResult.Accepted && !_accepted.Add(new OrderKey(letter.Channel.Id, letter.Message.OrderNo, version))) world.Fail($"order {letter.Message.OrderNo} was accepted twice");
        letter.Acknowledged = true;
        Acknowledged.Add(new OrderKey(letter.Channel.Id, letter.Message.OrderNo, version));
        if (world.Chance.Next(100) < RepeatPercent) world.Agenda.In(TimeSpan.FromSeconds(world.Chance.Next(60)), null, "", () => Submit(letter));
    }

    private void ReadLater(Channel channel) => world.Agenda.In(TimeSpan.FromSeconds(ReadEverySeconds), null, "", () =>
    {
        if (world.Pick(SimRoles.Ingress) is { } door) _ = ReadAsync(door, channel);
        ReadLater(channel);
    });

    private async Task ReadAsync(SimProcess door, Channel channel)
    {
        var reading = door.Store.ReadReceiptsAsync(channel.Id, _nextReceipt[channel.Id], ReceiptsAtOnce, acknowledgedToo: true, CancellationToken.None);
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!reading.IsCompletedSuccessfully) return; // it is tried again
        foreach (var receipt in await reading) OnReceipt(channel, receipt);
        var some = (await reading).Select(r => r.Sequence).Where(_ => world.Chance.Next(100) < AcknowledgePercent).ToList();
        if (some.Count == 0) return;
        var acknowledging = door.Store.AcknowledgeAsync(channel.Id, some, CancellationToken.None);
        await ((Task)acknowledging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (acknowledging.IsCompletedSuccessfully && (await acknowledging).Count > 0) world.Fail($"receipts {string.Join(", ", await acknowledging)} were read, and are not known");
    }

    private void OnReceipt(Channel channel, StoredReceipt receipt)
    {
        if (receipt.Sequence < _nextReceipt[channel.Id]) return; // of a reading that took long
        if (receipt.Sequence > _nextReceipt[channel.Id]) world.Fail($"channel {channel.Id} got receipt {receipt.Sequence} after {_nextReceipt[channel.Id] - 1}");
        _nextReceipt[channel.Id] = receipt.Sequence + 1;
        world.Agenda.Note(null, $"court {channel.Id} has receipt {receipt.Sequence}: {receipt.Order} {receipt.Kind}");
        if (receipt.Kind != ReceiptKind.Final) return;
        var body = V1.ReceiptBody.Parser.ParseFrom(receipt.Body);
        if (!_finals.TryAdd(receipt.Order, body)) world.Fail($"order {receipt.Order} has two FINAL receipts");
        var letter = _letters.First(l => l.Channel == channel && l.Message.OrderNo == receipt.Order.OrderNo);
        if (letter.Mended is not { } mended || !body.Controls.All(c => c.Reason == ReasonTable.Of(Reason.DocumentMissing).Code)) return;
        (letter.Message, letter.Mended, letter.Version, letter.Acknowledged) = (mended, null, 2, false);
        Try(letter, 2);
    }
}

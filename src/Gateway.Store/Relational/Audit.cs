using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Damage;
using Gateway.Store.Desk;
using Gateway.Store.Emergency;
using Gateway.Store.Hub;
using Gateway.Store.Objections;
using Gateway.Store.Registers;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Relational;

/// <summary>The entries that the store itself writes, each in the transaction of what it tells. No customer data: orders, lines, counts and reasons.</summary>
internal static class Audit
{
    /// <summary>The actor of what no person and no channel did.</summary>
    public const string Gateway = "gateway";

    public static AuditEntry Accepted(OrderKey key, Order order, string contentDigest, string documentsDigest, Reason? refusal, IReadOnlyList<OrderNote> notes)
    {
        var detail = new JsonObject
        {
            ["kind"] = order.Kind.ToString(),
            ["court"] = order.CourtCode,
            ["lines"] = order.Lines.Count,
            ["content"] = contentDigest,
            ["documents"] = documentsDigest,
            ["documentRefusal"] = refusal?.ToString(),
        };
        // Without their details, which may name somebody.
        if (notes.Count > 0) detail["notes"] = new JsonArray([.. notes.Select(n => (JsonNode)n.Kind.ToString())]);
        return new(Channel(key), "order.accepted", key.ToString(), Detail(detail));
    }

    public static AuditEntry Intent(string line, TurnIntent intent) =>
        new(Gateway, "line.intent", line, Detail(new JsonObject { ["stage"] = intent.Stage, ["instructions"] = intent.Decision.Instructions.Count }));

    public static AuditEntry Outcome(string line, TurnOutcome outcome, long sequence) =>
        new(Gateway, "line.final", line, Detail(new JsonObject
        {
            ["sequence"] = sequence,
            ["refusal"] = outcome.Final.Refusal?.ToString(),
            ["shortfall"] = outcome.Final.ShortfallReason?.ToString(),
            ["newFreeze"] = outcome.Final.NewFreeze?.FreezeId,
            ["changes"] = outcome.Final.Changes.Count,
            ["deductedMinor"] = outcome.Final.Deduction?.AmountMinor,
        }));

    public static AuditEntry Inquiry(OrderKey key, Reason? refusal, int accounts) =>
        new(Gateway, "inquiry.answered", key.ToString(), Detail(new JsonObject { ["refusal"] = refusal?.ToString(), ["accounts"] = accounts }));

    public static AuditEntry Receipt(OrderKey key, ReceiptKind kind, long sequence, string ofdKey) =>
        new(Gateway, "receipt.stored", key.ToString(), Detail(new JsonObject { ["kind"] = kind.ToString(), ["sequence"] = sequence, ["ofd"] = ofdKey }));

    public static AuditEntry ReceiptDamaged(OrderKey key, string channelId, long sequence, string ofdKey) =>
        new(Gateway, "receipt.damaged", key.ToString(), Detail(new JsonObject { ["channel"] = channelId, ["sequence"] = sequence, ["ofd"] = ofdKey }));

    public static AuditEntry ReceiptRemade(DamagedReceipt receipt, string ofdKey) =>
        new(Gateway, "receipt.remade", receipt.Order.ToString(), Detail(new JsonObject { ["channel"] = receipt.ChannelId, ["sequence"] = receipt.Sequence, ["damaged"] = receipt.Document, ["ofd"] = ofdKey }));

    public static AuditEntry ReceiptLost(DamagedReceipt receipt) =>
        new(Gateway, "receipt.lost", receipt.Order.ToString(), Detail(new JsonObject { ["channel"] = receipt.ChannelId, ["sequence"] = receipt.Sequence, ["ofd"] = receipt.Document }));

    public static AuditEntry Acknowledged(OrderKey key, string channelId, long sequence) =>
        new($"channel:{channelId}", "receipt.acknowledged", key.ToString(), Detail(new JsonObject { ["sequence"] = sequence }));

    public static AuditEntry Parked(string account, string? cause, string actor) =>
        new(actor, cause is null ? "account.resumed" : "account.parked", account, Detail(new JsonObject { ["cause"] = cause }));

    public static AuditEntry ExpiryQueued(string freezeId, DateOnly lastDay) =>
        new(Gateway, "expiry.queued", freezeId, Detail(new JsonObject { ["lastDay"] = Columns.Day(lastDay) }));

    public static AuditEntry TaskOpened(DeskTaskRow task) =>
        new(Gateway, "desk.opened", Task(task.TaskId), Detail(new JsonObject { ["kind"] = task.Kind, ["line"] = task.Order is { } order ? $"{order}:{task.LineNo}".TrimEnd(':') : null, ["rules"] = task.Rules }));

    public static AuditEntry TaskProposed(long taskId, DeskProposal proposal) =>
        new(Person(proposal.Maker), "desk.proposed", Task(taskId), Detail(new JsonObject { ["decision"] = proposal.Decision.ToString(), ["evidence"] = proposal.EvidenceKey }));

    public static AuditEntry TaskChecked(DeskTaskRow task, string checker, bool agreed, string note) =>
        new(Person(checker), agreed ? "desk.confirmed" : "desk.refused", Task(task.TaskId), Detail(new JsonObject { ["decision"] = task.Decision, ["maker"] = task.Maker, ["note"] = note }));

    public static AuditEntry SealEnteredOnFirstUse(CourtSeal seal, string holder, string remark, string subject) =>
        new(Gateway, "court-seal.entered", subject, Detail(Seal(seal, holder, remark)));

    public static AuditEntry SealChanged(DeskTaskRow task, CourtSeal seal) =>
        new(Gateway, task.TaskKind == DeskTaskKind.EnterCourtSeal ? "court-seal.entered" : "court-seal.ended", Task(task.TaskId), Detail(Seal(seal, task.Basis, task.Note)));

    public static AuditEntry Paused(string person, long pauseId, PauseScope scope, string target, string why) =>
        new(Person(person), "emergency.paused", Pause(pauseId), Detail(new JsonObject { ["scope"] = scope.ToString(), ["target"] = target, ["why"] = why }));

    public static AuditEntry Resumed(long taskId, ResumeSubject subject) =>
        new(Gateway, "emergency.resumed", Pause(subject.PauseId), Detail(new JsonObject { ["scope"] = subject.Scope.ToString(), ["target"] = subject.Target, ["task"] = taskId }));

    public static AuditEntry SetAside(string line, long pauseId) => new(Gateway, "line.set-aside", line, Detail(new JsonObject { ["pause"] = pauseId }));

    public static AuditEntry RegisterChanged(RegisterItem item, long changeNo, string source, long? taskId) =>
        new(Gateway, item.After is null ? "register.ended" : item.Before is null ? "register.entered" : "register.changed",
            $"register:{item.Kind}:{item.Key}",
            Detail(new JsonObject { ["change"] = changeNo, ["source"] = source, ["task"] = taskId }));

    public static AuditEntry TakenOver(long taskId, TakeOverSubject subject, int orders) =>
        new(Gateway, "system.taken-over", Task(taskId), Detail(new JsonObject { ["import"] = subject.ImportId, ["freezes"] = subject.Freezes, ["orders"] = orders, ["registerEntries"] = subject.Registers?.Items.Count ?? 0 }));

    public static AuditEntry Payment(OffUsPayment payment) =>
        new(Gateway, payment.Status.State == PaymentState.Paid ? "payment.paid" : "payment.returned", $"{payment.Order}:{payment.LineNo}", Detail(new JsonObject { ["reference"] = payment.Status.Reference }));

    public static AuditEntry ObjectionRaised(long objectionId, long taskId, ObjectionSubject subject) =>
        new(Gateway, "objection.raised", subject.Order.ToString(), Detail(new JsonObject { ["objection"] = objectionId, ["line"] = subject.LineNo, ["task"] = taskId }));

    public static AuditEntry ObjectionClosed(long taskId, ObjectionOutcomeSubject subject) =>
        new(Gateway, "objection.closed", $"objection:{subject.ObjectionId}", Detail(new JsonObject { ["outcome"] = subject.Outcome.ToString(), ["document"] = subject.DocumentNo, ["task"] = taskId }));

    public static AuditEntry OfflineEntered(long taskId, OfflineOrder offline) =>
        new(Gateway, "offline.entered", $"{offline.ChannelId}:{offline.Order.OrderNo}:1", Detail(new JsonObject { ["task"] = taskId, ["servedAt"] = offline.ServedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }));

    public static AuditEntry Rerouted(string line) => new(Gateway, "line.rerouted", line, "{}");

    public static AuditEntry Archived(OrderKey order, string record) =>
        new(Gateway, "order.archived", order.ToString(), Detail(new JsonObject { ["record"] = record }));

    public static AuditEntry HeldBack(string line, string freezeId) =>
        new(Gateway, "line.held", line, Detail(new JsonObject { ["freeze"] = freezeId }));

    /// <summary>A feed's new state, where the audit chain tells of it: what the hub takes of an answer is told by the receipt's acknowledgement. The hub's words are in it, for they say why people had to look.</summary>
    public static AuditEntry? HubFed(HubFeed feed, string? actor)
    {
        var action = feed switch
        {
            { State: HubFeedState.Refused } => "hub.refused",
            { State: HubFeedState.ByHand } => "hub.by-hand",
            { State: HubFeedState.Taken, Sequence: 0 } => "hub.returned",
            { State: HubFeedState.Due } when actor is not null => "hub.retried",
            _ => null,
        };
        return action is null ? null : new(actor is null ? Gateway : Person(actor), action, $"{feed.ChannelId}:{feed.OrderNo}", Detail(new JsonObject { ["version"] = feed.Version, ["sequence"] = feed.Sequence, ["message"] = feed.Words.Message, ["reason"] = feed.Words.Reason }));
    }

    public static AuditEntry KeyEntered(string keyId) => new(Gateway, "privacy.key-entered", keyId, "{}");

    public static AuditEntry KeyRetired(string keyId, string newest) => new(Gateway, "privacy.key-retired", keyId, Detail(new JsonObject { ["newest"] = newest }));

    static JsonObject Seal(CourtSeal seal, string holder, string remark) =>
        new() { ["court"] = seal.CourtCode, ["certificate"] = seal.Fingerprint, ["seal"] = seal.SealId, ["holder"] = holder, ["remark"] = remark };

    static string Pause(long pauseId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pause:{pauseId}");

    static string Task(long taskId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"desk:{taskId}");

    public static string Person(string name) => $"person:{name.Trim()}";

    static string Channel(OrderKey key) => $"channel:{key.ChannelId}";

    static string Detail(JsonObject detail) => detail.ToJsonString(JsonSerializerOptions.Default);
}

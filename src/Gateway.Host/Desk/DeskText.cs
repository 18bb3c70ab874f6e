using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Privacy;
using Gateway.Host.Registers;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary>Tasks and faults as people at the desk read them.</summary>
internal static class DeskText
{
    /// <summary>One line: number, kind, state, order, line, and the rules that fired or why an act was not done.</summary>
    public static string Line(DeskTask task) => string.Create(
        CultureInfo.InvariantCulture, $"{task.TaskId}\t{task.Kind}\t{task.State}\t{task.Order?.OrderNo ?? "-"}\t{(task.LineNo.Length == 0 ? "-" : task.LineNo)}\t{(task.Refusal is { } why ? ReasonTable.Of(why).Code : string.Join(',', RulesOf(task).Select(r => r.Code)))}");

    private static IEnumerable<ReviewRuleEntry> RulesOf(DeskTask task) =>
        task.Rules.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(rule => ReviewRules.Of(Enum.Parse<ReviewRule>(rule)));

    /// <summary>All of it. A task about a seal or a register is about no customer, but for amendments of parties.</summary>
    public static string Whole(DeskTask task, Sight sight)
    {
        string Words(string text) => task.Seal is null && task.Change is null && task.TakeOver is null ? sight.Words(text) : text;
        var parts = new List<(string Name, string Text)>
        {
            ("task", task.TaskId.ToString(CultureInfo.InvariantCulture)), ("kind", task.Kind.ToString()), ("state", task.State.ToString()),
            ("account", sight.Number(task.Account)), ("sub-account", task.SubAccount), ("order", task.Order?.ToString() ?? ""), ("line", task.LineNo),
            ("rules", string.Join(", ", RulesOf(task).Select(r => $"{r.Code} {r.Chinese}"))), ("basis", Words(task.Basis)), ("opened", Moment(task.OpenedAt)), ("due", Moment(task.DueAt)),
            ("decision", task.Decision?.ToString() ?? ""), ("maker", task.Maker), ("note", Words(task.Note)), ("contact", task.Contact), ("phone", task.Phone), ("evidence", task.EvidenceKey),
            ("checker", task.Checker), ("closed", Moment(task.ClosedAt)), ("not done", task.Refusal is { } why ? $"{ReasonTable.Of(why).Code} {ReasonTable.Wording(why, sight.Revealed ? task.RefusalDetail : "")}" : ""),
        };
        if (task.Seal is { } seal) parts.AddRange([("court", seal.CourtCode), ("certificate", seal.Fingerprint), ("seal", seal.SealId)]);
        if (task.Act is { } act)
        {
            parts.AddRange(
            [
                ("freeze", act.FreezeId), ("changes places with", act.OtherFreezeId), ("to court", $"{act.CourtCode} {act.CourtName}".Trim()),
                ("settled", string.Join(", ", act.Settled.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Stage}.{s.Step}={(s.Done ? "done" : "not-done")}")))),
                ("authority", act.Authority.Length == 0 ? "" : $"{act.Authority} ({Configuration.Words.Of(act.AuthorityKind)}, {Configuration.Words.Of(act.AssetKind)})"), ("document", act.DocumentNo), ("limit", act.Limit?.ToString(CultureInfo.InvariantCulture) ?? ""), ("until", act.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
            ]);
        }

        if (task.Change is { } change) parts.AddRange(change.Items.Select(i => ("would be", RegisterText.Of(i, sight))));
        if (task.TakeOver is { } taken)
        {
            parts.Add(("freezes", taken.Freezes.ToString(CultureInfo.InvariantCulture)));
            parts.AddRange((taken.Registers?.Items ?? []).Select(i => ("would be", RegisterText.Of(i, sight))));
        }

        return string.Join('\n', parts.Where(p => p.Text.Length > 0).Select(p => $"{p.Name}: {p.Text}"));
    }

    public static string Of(DeskFault fault) => fault switch
    {
        DeskFault.NoSuchTask => "there is no such task",
        DeskFault.NotOpen => "somebody has proposed already, or it is done",
        DeskFault.NotProposed => "nobody has proposed yet, or it is done",
        DeskFault.SamePerson => "maker and checker are two people",
        DeskFault.NameMissing => "who decides must be named",
        DeskFault.EvidenceMissing => "a hand-over, transfer, settlement, court's seal, court's decision or amendment of a party needs its document (--evidence FILE)",
        DeskFault.NoteMissing => "a rejection, a return or a seal's end needs its reason (--note TEXT)",
        DeskFault.SealEntered => "the certificate is in the register already, with this seal or for another court",
        DeskFault.SealNotEntered => "the register has no such entry; a configured one is taken out of the configuration",
        DeskFault.LineFinal => "the line came to its outcome meanwhile: there is nothing to settle",
        DeskFault.RegisterMoved => "an entry of the register is not what it was when this was proposed: propose it anew",
        DeskFault.RegisterUnsound => "with this the registers would contradict each other as they stand now",
        DeskFault.TakeOverMoved => "what lies ready is not what was proposed, or one of its orders or accounts has begun in the gateway meanwhile: propose it anew",
        DeskFault.NotListed => "the store was restored: first `gateway catch-up list`",
        DeskFault.CatchUpMoved => "what the store does not know of this account is not what was proposed, or is settled: gateway catch-up list",
        DeskFault.NoSuchOrder => "the store has no such order",
        DeskFault.OrderEntered => "the number of the order is in use already",
        DeskFault.ObjectionClosed => "there is no such objection, or it is closed",
        DeskFault.ContactMissing => "a return needs whom the court asks (--contact NAME --phone NO)",
        _ => "only a review can be sent back",
    };

    private static string Moment(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}

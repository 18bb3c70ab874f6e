using System.Globalization;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Store.Registers;
using Desk = Gateway.Store.Desk;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ops.Rpc;

/// <summary>Records as messages.</summary>
internal static class OperationsMessages
{
    public static V1.Entry Of(RegisterEntry entry, Sight sight)
    {
        var message = new V1.Entry { Key = entry.Key };
        message.Texts.Add(entry.Texts.Keys.ToDictionary(c => c, c => entry.Text(c, sight)));
        return message;
    }

    public static V1.EntryChange Of(RegisterLogEntry change, Sight sight)
    {
        var message = new V1.EntryChange { ChangeNo = change.ChangeNo, Time = Moment(change.At), Source = change.Source, TaskId = change.TaskId ?? 0 };
        if (change.After is { } after) message.After = Of(after, sight);
        return message;
    }

    public static V1.ChangedEntry Of(RegisterItem item, Sight sight)
    {
        var message = new V1.ChangedEntry { Register = RegisterSchema.Of(item.Kind).Word, Key = item.Key };
        if (item.Before is { } before) message.Before = Of(before, sight);
        if (item.After is { } after) message.After = Of(after, sight);
        return message;
    }

    public static V1.TaskHead HeadOf(Desk.DeskTask task) => new()
    {
        TaskId = task.TaskId,
        Kind = task.Kind.ToString(),
        State = task.State.ToString(),
        Rules = task.Rules,
        Maker = task.Maker,
        OpenedTime = Moment(task.OpenedAt),
        DueTime = task.DueAt is { } due ? Moment(due) : "",
    };

    public static V1.DeskTask Of(Desk.DeskTask task, Sight sight)
    {
        var message = new V1.DeskTask
        {
            Head = HeadOf(task),
            Order = task.Order?.ToString() ?? "",
            LineNo = task.LineNo,
            Account = sight.Number(task.Account),
            SubAccount = task.SubAccount,
            Basis = task.Change is null && task.TakeOver is null && task.Seal is null ? sight.Words(task.Basis) : task.Basis,
            Decision = task.Decision?.ToString() ?? "",
            Note = task.Change is null && task.TakeOver is null && task.Seal is null ? sight.Words(task.Note) : task.Note,
            EvidenceSm3 = task.EvidenceKey,
            Checker = task.Checker,
            ClosedTime = task.ClosedAt is { } closed ? Moment(closed) : "",
        };
        message.Changes.AddRange((task.Change ?? task.TakeOver?.Registers)?.Items.Select(i => Of(i, sight)) ?? []);
        return message;
    }

    public static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Archive;
using Gateway.Store.Desk;
using Gateway.Store.Registers;
using Gateway.Store.Restores;

namespace Gateway.Store.Relational;

/// <summary>What two people do at the desk, and what their decision sets going.</summary>
internal static class DeskSteps
{
    public static async Task<(long TaskId, DeskFault? Fault)> OpenAsync(
        WriteSession session, NewDeskTask task, DeskProposal proposal, IReadOnlyDictionary<string, ArchiveLocation> evidence)
    {
        if (FaultOf(task.Kind, task.Change, proposal) is { } fault) return (0, fault);
        if (task.Seal is { } seal && await CourtSealSteps.FaultAsync(session, task.Kind, seal).ConfigureAwait(false) is { } sealFault) return (0, sealFault);
        if (task.Change is { } change && await RegisterEntrySteps.FaultAsync(session, change).ConfigureAwait(false) is { } changeFault) return (0, changeFault);
        if (task.TakeOver is { } takeOver && await TakeOverSteps.FaultAsync(session, takeOver).ConfigureAwait(false) is { } takeOverFault) return (0, takeOverFault);
        if (IsObjection(task.Kind) && await ObjectionSteps.FaultAsync(session, task.Kind, task.SubjectJson!, proposal).ConfigureAwait(false) is { } objection) return (0, objection);
        if (await RestoreSteps.FaultAsync(session, task.Kind, task.SubjectJson).ConfigureAwait(false) is { } unready) return (0, unready);
        if (task.Kind == DeskTaskKind.OfflineOrder && await AcceptStep.IsEnteredAsync(session, task.SubjectJson!).ConfigureAwait(false)) return (0, DeskFault.OrderEntered);
        var id = await DeskTaskRow.NextIdAsync(session).ConfigureAwait(false);
        await new DeskTaskRow
        {
            TaskId = id,
            Kind = task.Kind.ToString(),
            Account = task.Account,
            SubAccount = task.SubAccount,
            Basis = task.Basis,
            LineId = task.LineId,
            ChannelId = task.Order?.ChannelId,
            OrderNo = task.Order?.OrderNo,
            OrderVersion = task.Order?.Version,
            LineNo = task.LineNo,
            DueAt = task.DueAt?.UtcTicks,
            ActJson = task.SubjectJson ?? (task.Seal is { } about ? StoreJson.Write(about) : task.Change is { } changes ? RegisterChangeJson.Write(changes) : task.TakeOver is { } taken ? RegisterChangeJson.WriteTakeOver(taken) : StoreJson.Write(task.Act! with { TaskId = id })),
        }.InsertAsync(session).ConfigureAwait(false);
        return (id, await ProposeAsync(session, id, proposal, evidence).ConfigureAwait(false));
    }

    public static async Task<DeskFault?> ProposeAsync(WriteSession session, long taskId, DeskProposal proposal, IReadOnlyDictionary<string, ArchiveLocation> evidence)
    {
        if (await DeskQueries.FindAsync(session, taskId).ConfigureAwait(false) is not { } task) return DeskFault.NoSuchTask;
        if (task.State is not (nameof(DeskTaskState.Open) or nameof(DeskTaskState.Refused))) return DeskFault.NotOpen;
        if (FaultOf(task.TaskKind, task.Change, proposal) is { } fault) return fault;
        await DocumentIndex.AddAsync(session, evidence).ConfigureAwait(false);
        await session.ExecuteAsync(
            """
            UPDATE desk_tasks SET state = 'Proposed', decision = @decision, maker = @Maker, note = @Note, contact = @contact, phone = @phone, evidence_key = @evidence,
                   proposed_at = @at, checker = '' WHERE task_id = @taskId
            """,
            new
            {
                taskId, decision = proposal.Decision.ToString(), Maker = proposal.Maker.Trim(), Note = session.Cipher.Seal(SealedColumns.TaskNote.Of(taskId), proposal.Note),
                contact = NullIfEmpty(proposal.Contact.Trim()), phone = NullIfEmpty(proposal.Phone.Trim()), evidence = NullIfEmpty(proposal.EvidenceKey), at = session.Now.UtcTicks,
            }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.TaskProposed(taskId, proposal)).ConfigureAwait(false);
        return null;
    }

    public static async Task<DeskFault?> RefuseAsync(WriteSession session, long taskId, string checker, string note)
    {
        var (task, fault) = await CheckedAsync(session, taskId, checker).ConfigureAwait(false);
        if (task is null) return fault;
        // The line was held while the settlement was proposed.
        if (task.TaskKind == DeskTaskKind.Settle) await OutboxSteps.AddAsync(session, OutboxSteps.Control, task.Account).ConfigureAwait(false);
        await session.ExecuteAsync(
            "UPDATE desk_tasks SET state = 'Open', decision = NULL, maker = '', note = '', contact = NULL, phone = NULL, evidence_key = NULL, proposed_at = NULL WHERE task_id = @taskId",
            new { taskId }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.TaskChecked(task, checker, agreed: false, note)).ConfigureAwait(false);
        return null;
    }

    public static async Task<DeskFault?> ConfirmAsync(WriteSession session, long taskId, string checker)
    {
        var (task, fault) = await CheckedAsync(session, taskId, checker).ConfigureAwait(false);
        if (task is null) return fault;
        var approved = task.Decision == nameof(DeskDecision.Approve);
        // The register may have changed since the proposal.
        if (approved && task.Seal is { } seal && await CourtSealSteps.FaultAsync(session, task.TaskKind, seal).ConfigureAwait(false) is { } sealFault) return sealFault;
        if (approved && task.Change is { } change && await RegisterEntrySteps.FaultAsync(session, change).ConfigureAwait(false) is { } changeFault) return changeFault;
        if (approved && task.TakeOver is { } takeOver && await TakeOverSteps.FaultAsync(session, takeOver).ConfigureAwait(false) is { } takeOverFault) return takeOverFault;
        if (approved && IsObjection(task.TaskKind) && await ObjectionSteps.FaultAsync(session, task.TaskKind, task.ActJson!, null).ConfigureAwait(false) is { } objection) return objection;
        if (approved && await RestoreSteps.FaultAsync(session, task.TaskKind, task.ActJson).ConfigureAwait(false) is { } unready) return unready;
        if (approved && task.TaskKind == DeskTaskKind.OfflineOrder && await AcceptStep.IsEnteredAsync(session, task.ActJson!).ConfigureAwait(false)) return DeskFault.OrderEntered;
        if (task.TaskKind == DeskTaskKind.Settle && !await IsOpenAsync(session, task).ConfigureAwait(false)) return DeskFault.LineFinal;
        // An act is not done before its line has come to its outcome.
        var acts = approved && task.TaskKind is (DeskTaskKind.HandOver or DeskTaskKind.Transfer or DeskTaskKind.EnterOtherFreeze or DeskTaskKind.EndOtherFreeze or DeskTaskKind.Mend);
        await session.ExecuteAsync(
            "UPDATE desk_tasks SET state = @state, checker = @checker, closed_at = @at WHERE task_id = @taskId",
            new { taskId, state = acts ? nameof(DeskTaskState.Confirmed) : nameof(DeskTaskState.Done), checker = checker.Trim(), at = acts ? (long?)null : session.Now.UtcTicks }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.TaskChecked(task, checker, agreed: true, "")).ConfigureAwait(false);
        if (task.TaskKind == DeskTaskKind.Review) await ReviewSteps.DecideAsync(session, task).ConfigureAwait(false);
        else if (approved && task.Seal is not null) await CourtSealSteps.CarryOutAsync(session, task).ConfigureAwait(false);
        else if (approved && task.Change is { } changes) await RegisterEntrySteps.CarryOutAsync(session, changes, taskId).ConfigureAwait(false);
        else if (task.TakeOver is { } taken) await (approved ? TakeOverSteps.CarryOutAsync(session, taken, taskId) : TakeOverSteps.DropAsync(session, taken.ImportId)).ConfigureAwait(false);
        else if (task.TaskKind == DeskTaskKind.Settle) await GoOnAsync(session, task, checker).ConfigureAwait(false);
        else if (approved && task.TaskKind == DeskTaskKind.CatchUp) await RestoreSteps.AgreeAsync(session, StoreJson.Read<CatchUpSubject>(task.ActJson!), taskId, checker).ConfigureAwait(false);
        else if (approved && task.TaskKind == DeskTaskKind.Resume) await PauseSteps.ResumeAsync(session, task).ConfigureAwait(false);
        else if (approved && task.TaskKind == DeskTaskKind.OfflineOrder) await AcceptStep.RunOfflineAsync(session, task).ConfigureAwait(false);
        else if (approved && IsObjection(task.TaskKind)) await ObjectionSteps.CarryOutAsync(session, task, checker).ConfigureAwait(false);
        else if (acts) await QueueActAsync(session, task with { Attempts = task.Attempts + 1 }).ConfigureAwait(false);
        return null;
    }

    /// <summary>The act's line has come to its outcome: done, or open to people again with the reason.</summary>
    public static Task<int> CarriedOutAsync(WriteSession session, long taskId, Decision final)
    {
        var refused = final.Refusal is not null;
        return session.ExecuteAsync(
            "UPDATE desk_tasks SET state = @state, refusal = @refusal, refusal_detail = @detail, closed_at = @at WHERE task_id = @taskId",
            new
            {
                taskId, state = refused ? nameof(DeskTaskState.Refused) : nameof(DeskTaskState.Done), refusal = final.Refusal?.ToString(),
                detail = session.Cipher.SealOrNull(SealedColumns.TaskRefusal.Of(taskId), NullIfEmpty(final.ReasonDetail)), at = refused ? (long?)null : session.Now.UtcTicks,
            });
    }

    /// <summary>The task, if this person may check it.</summary>
    static async Task<(DeskTaskRow? Task, DeskFault? Fault)> CheckedAsync(WriteSession session, long taskId, string checker)
    {
        if (await DeskQueries.FindAsync(session, taskId).ConfigureAwait(false) is not { } task) return (null, DeskFault.NoSuchTask);
        if (task.State != nameof(DeskTaskState.Proposed)) return (null, DeskFault.NotProposed);
        if (string.IsNullOrWhiteSpace(checker)) return (null, DeskFault.NameMissing);
        return string.Equals(task.Maker, checker.Trim(), StringComparison.OrdinalIgnoreCase) ? (null, DeskFault.SamePerson) : (task, null);
    }

    static DeskFault? FaultOf(DeskTaskKind kind, RegisterChange? change, DeskProposal proposal) =>
        string.IsNullOrWhiteSpace(proposal.Maker) ? DeskFault.NameMissing
        : proposal.Decision == DeskDecision.Return && kind != DeskTaskKind.Review ? DeskFault.NotReturnable
        : (proposal.Decision != DeskDecision.Approve || kind == DeskTaskKind.EndCourtSeal) && string.IsNullOrWhiteSpace(proposal.Note) ? DeskFault.NoteMissing
        : proposal.Decision == DeskDecision.Return && (string.IsNullOrWhiteSpace(proposal.Contact) || string.IsNullOrWhiteSpace(proposal.Phone)) ? DeskFault.ContactMissing
        : kind is DeskTaskKind.HandOver or DeskTaskKind.Transfer or DeskTaskKind.EnterCourtSeal or DeskTaskKind.Settle && proposal is { Decision: DeskDecision.Approve, EvidenceKey.Length: 0 } ? DeskFault.EvidenceMissing
        // 5: a party is merged, split or renamed by a document.
        : change?.Items.Any(i => i.Kind == RegisterKind.Parties) == true && proposal is { Decision: DeskDecision.Approve, EvidenceKey.Length: 0 } ? DeskFault.EvidenceMissing
        : null;

    static bool IsObjection(DeskTaskKind kind) => kind is DeskTaskKind.Objection or DeskTaskKind.ObjectionOutcome;

    static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    static async Task<bool> IsOpenAsync(WriteSession session, DeskTaskRow task) =>
        await session.FirstAsync<long>("SELECT COUNT(*) FROM lines WHERE line_id = @LineId AND state < 3", new { task.LineId }).ConfigureAwait(false) == 1;

    /// <summary>The account goes on, with what was found out. A turn that was opened before must not write.</summary>
    static async Task GoOnAsync(WriteSession session, DeskTaskRow task, string checker)
    {
        await session.ExecuteAsync("UPDATE accounts SET version = version + 1 WHERE account = @Account", new { task.Account }).ConfigureAwait(false);
        if (!await AccountSteps.SetParkedAsync(session, task.Account, null, Audit.Person(checker)).ConfigureAwait(false))
            await OutboxSteps.AddAsync(session, OutboxSteps.Control, task.Account).ConfigureAwait(false);
    }

    /// <summary>The act becomes a line of its account, served now, and takes its turn like any other. Each attempt has a line number, and so core keys, of its own.</summary>
    static async Task QueueActAsync(WriteSession session, DeskTaskRow task)
    {
        await session.ExecuteAsync("UPDATE desk_tasks SET attempts = @Attempts WHERE task_id = @TaskId", task).ConfigureAwait(false);
        var line = new ControlLine
        {
            LineNo = task.Attempts == 1 ? $"desk:{task.TaskId}" : $"desk:{task.TaskId}.{task.Attempts}",
            Measure = task.TaskKind switch
            {
                DeskTaskKind.HandOver => Measure.HandOver,
                DeskTaskKind.Transfer => Measure.Transfer,
                DeskTaskKind.EnterOtherFreeze => Measure.EnterOtherFreeze,
                DeskTaskKind.EndOtherFreeze => Measure.EndOtherFreeze,
                DeskTaskKind.Mend => Measure.Mend,
                _ => throw new InvalidOperationException($"a task of kind {task.Kind} has no act"),
            },
            Account = task.Account,
            SubAccount = task.SubAccount,
            Act = StoreJson.Read<DeskAct>(task.ActJson!),
        };
        await AccountSteps.EnsureAsync(session, task.Account).ConfigureAwait(false);
        await LineRow.Of(session.NextLineId(), line, session.NextArrival().UtcTicks, orderId: null).InsertAsync(session).ConfigureAwait(false);
        await OutboxSteps.AddAsync(session, OutboxSteps.Control, task.Account).ConfigureAwait(false);
    }
}

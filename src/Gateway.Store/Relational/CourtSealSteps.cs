using Gateway.Register.Courts;
using Gateway.Store.Desk;
using Gateway.Store.Seals;

namespace Gateway.Store.Relational;

/// <summary>The register of courts' seals. One live entry for a certificate and seal; a certificate speaks for one court.</summary>
internal static class CourtSealSteps
{
    public static Task<long> VersionAsync(ReadSession session) => session.FirstAsync<long>("SELECT COALESCE(MAX(change_no), 0) FROM court_seals");

    public static async Task<EnteredSeals> ReadAsync(ReadSession session)
    {
        var version = await VersionAsync(session).ConfigureAwait(false);
        var rows = await session.ListAsync<Row>(
            """
            SELECT court_code AS CourtCode, fingerprint AS Fingerprint, seal_id AS SealId, holder AS Holder, remark AS Remark, entered_by_task AS EnteredByTask,
                   entered_at AS EnteredAt, ended_at AS EndedAt
            FROM court_seals ORDER BY seal_no
            """).ConfigureAwait(false);
        return new EnteredSeals(version, [.. rows.Select(r => r.Entry)]);
    }

    /// <summary>A court, a certificate or a seal that had an entry once is people's to enter again.</summary>
    public static async Task<bool> EnterFirstAsync(WriteSession session, CourtSeal seal, string holder, string remark, string subject)
    {
        var there = await session.FirstAsync<long>(
            "SELECT COUNT(*) FROM court_seals WHERE court_code = @CourtCode OR fingerprint = @Fingerprint OR (seal_id <> '' AND seal_id = @SealId)", seal).ConfigureAwait(false);
        if (there > 0) return false;
        await EnterAsync(session, seal, holder, remark, taskId: null).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.SealEnteredOnFirstUse(seal, holder, remark, subject)).ConfigureAwait(false);
        return true;
    }

    /// <summary>Why a task about a seal cannot be carried out; null: it can.</summary>
    public static async Task<DeskFault?> FaultAsync(ReadSession session, DeskTaskKind kind, CourtSeal seal)
    {
        var live = await session.ListAsync<Row>(
            "SELECT court_code AS CourtCode, fingerprint AS Fingerprint, seal_id AS SealId FROM court_seals WHERE fingerprint = @Fingerprint AND ended_at IS NULL", seal).ConfigureAwait(false);
        var same = live.Any(r => r.CourtCode == seal.CourtCode && r.SealId == seal.SealId);
        if (kind == DeskTaskKind.EndCourtSeal) return same ? null : DeskFault.SealNotEntered;
        return same || live.Any(r => r.CourtCode != seal.CourtCode) ? DeskFault.SealEntered : null;
    }

    /// <summary>What two people decided; without a <see cref="FaultAsync"/>.</summary>
    public static async Task CarryOutAsync(WriteSession session, DeskTaskRow task)
    {
        var seal = StoreJson.Read<CourtSeal>(task.ActJson!);
        if (task.TaskKind == DeskTaskKind.EnterCourtSeal)
        {
            await EnterAsync(session, seal, task.Basis, task.Note, task.TaskId).ConfigureAwait(false);
        }
        else
        {
            var change = await VersionAsync(session).ConfigureAwait(false) + 1;
            await session.ExecuteAsync(
                """
                UPDATE court_seals SET ended_at = @at, ended_by_task = @TaskId, change_no = @change
                WHERE court_code = @CourtCode AND fingerprint = @Fingerprint AND seal_id = @SealId AND ended_at IS NULL
                """,
                new { seal.CourtCode, seal.Fingerprint, seal.SealId, task.TaskId, change, at = session.Now.UtcTicks }).ConfigureAwait(false);
        }

        await AuditChain.AppendAsync(session, Audit.SealChanged(task, seal)).ConfigureAwait(false);
    }

    static async Task EnterAsync(WriteSession session, CourtSeal seal, string holder, string remark, long? taskId)
    {
        // The writer's transaction is the only one, and no row is ever removed: both numbers rise without gap.
        var change = await VersionAsync(session).ConfigureAwait(false) + 1;
        await session.ExecuteAsync(
            """
            INSERT INTO court_seals (seal_no, court_code, fingerprint, seal_id, holder, remark, entered_by_task, entered_at, change_no)
            SELECT COUNT(*) + 1, @CourtCode, @Fingerprint, @SealId, @holder, @remark, @taskId, @at, @change FROM court_seals
            """,
            new { seal.CourtCode, seal.Fingerprint, seal.SealId, holder, remark, taskId, at = session.Now.UtcTicks, change }).ConfigureAwait(false);
    }

    sealed record Row
    {
        public string CourtCode { get; init; } = "";
        public string Fingerprint { get; init; } = "";
        public string SealId { get; init; } = "";
        public string Holder { get; init; } = "";
        public string Remark { get; init; } = "";
        public long? EnteredByTask { get; init; }
        public long EnteredAt { get; init; }
        public long? EndedAt { get; init; }

        public EnteredSeal Entry => new(
            new CourtSeal(CourtCode, Fingerprint, SealId), Holder, Remark, EnteredByTask, Columns.Moment(EnteredAt), EndedAt is { } ended ? Columns.Moment(ended) : null);
    }
}

using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Privacy;
using Gateway.Store.Registers;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Relational;

/// <summary>A row of desk_tasks.</summary>
internal sealed record DeskTaskRow
{
    public const string Columns = """
        task_id AS TaskId, kind AS Kind, state AS State, account AS Account, sub_account AS SubAccount, line_id AS LineId, channel_id AS ChannelId, order_no AS OrderNo,
        order_version AS OrderVersion, line_no AS "LineNo", rules AS Rules, basis AS Basis, payee_currency AS PayeeCurrency, act_json AS ActJson, opened_at AS OpenedAt, due_at AS DueAt, decision AS Decision,
        maker AS Maker, note AS Note, evidence_key AS EvidenceKey, checker AS Checker, closed_at AS ClosedAt,
        attempts AS Attempts, refusal AS Refusal, refusal_detail AS RefusalDetail, contact AS Contact, phone AS Phone
        """;

    public long TaskId { get; init; }
    public string Kind { get; init; } = "";
    public string State { get; init; } = nameof(DeskTaskState.Open);
    public string Account { get; init; } = "";
    public string SubAccount { get; init; } = "";
    public long? LineId { get; init; }
    public string? ChannelId { get; init; }
    public string? OrderNo { get; init; }
    public int? OrderVersion { get; init; }
    public string LineNo { get; init; } = "";
    public string Rules { get; init; } = "";
    public string Basis { get; init; } = "";
    /// <summary>For an unknown payee: what it is paid in, if it is entered.</summary>
    public string PayeeCurrency { get; init; } = "";
    public string? ActJson { get; init; }
    public long OpenedAt { get; init; }
    public long? DueAt { get; init; }
    public string? Decision { get; init; }
    public string Maker { get; init; } = "";
    public string Note { get; init; } = "";
    public string? EvidenceKey { get; init; }
    public string Checker { get; init; } = "";
    public long? ClosedAt { get; init; }
    /// <summary>How often the act was confirmed: each time it became a line of its own.</summary>
    public int Attempts { get; init; }
    public string? Refusal { get; init; }
    public string? RefusalDetail { get; init; }
    public string? Contact { get; init; }
    public string? Phone { get; init; }

    public DeskTaskKind TaskKind => Enum.Parse<DeskTaskKind>(Kind);

    public OrderKey? Order => OrderNo is null ? null : new OrderKey(ChannelId!, OrderNo, OrderVersion!.Value);

    /// <summary>The seal that a task about one is about; else null.</summary>
    public CourtSeal? Seal => TaskKind is DeskTaskKind.EnterCourtSeal or DeskTaskKind.EndCourtSeal ? StoreJson.Read<CourtSeal>(ActJson!) : null;

    /// <summary>Whether the subject is a line that the bank carries out, or states the outcome of.</summary>
    bool IsAct => TaskKind is DeskTaskKind.HandOver or DeskTaskKind.Transfer or DeskTaskKind.EnterOtherFreeze or DeskTaskKind.EndOtherFreeze or DeskTaskKind.Settle;

    /// <summary>What a task about registers would change; else null.</summary>
    public RegisterChange? Change => TaskKind == DeskTaskKind.ChangeRegister ? RegisterChangeJson.Read(ActJson!) : null;

    /// <summary>What a task about a system would take over; else null.</summary>
    public TakeOverSubject? TakeOver => TaskKind == DeskTaskKind.TakeOver ? RegisterChangeJson.ReadTakeOver(ActJson!) : null;

    public DeskTask Task => new(
        TaskId, TaskKind, Enum.Parse<DeskTaskState>(State), Account, SubAccount, Order, LineNo, Rules, Basis, IsAct ? StoreJson.Read<DeskAct>(ActJson!) : null,
        Relational.Columns.Moment(OpenedAt), Moment(DueAt), Relational.Columns.Named<DeskDecision>(Decision), Maker, Note, EvidenceKey ?? "", Checker, Moment(ClosedAt))
    {
        Seal = Seal,
        SubjectJson = IsAct || TaskKind is DeskTaskKind.EnterCourtSeal or DeskTaskKind.EndCourtSeal or DeskTaskKind.ChangeRegister or DeskTaskKind.TakeOver ? null : ActJson,
        Change = Change,
        TakeOver = TakeOver,
        Refusal = Relational.Columns.Named<Reason>(Refusal),
        RefusalDetail = RefusalDetail ?? "",
        Contact = Contact ?? "",
        Phone = Phone ?? "",
    };

    /// <summary>As it was before the table got it.</summary>
    public DeskTaskRow Opened(RowCipher cipher) => this with
    {
        Basis = cipher.Open(SealedColumns.TaskBasis.Of(TaskId), Basis),
        ActJson = cipher.OpenOrNull(SealedColumns.TaskAct.Of(TaskId), ActJson),
        Note = cipher.Open(SealedColumns.TaskNote.Of(TaskId), Note),
        RefusalDetail = cipher.OpenOrNull(SealedColumns.TaskRefusal.Of(TaskId), RefusalDetail),
    };

    static DateTimeOffset? Moment(long? ticks) => ticks is { } t ? Relational.Columns.Moment(t) : null;

    /// <summary>Writes it as a new task.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> InsertAsync(WriteSession session)
    {
        var row = this with
        {
            // The writer's transaction is the only one: tasks are never deleted, so the next number has no gap before it, but where a restore leapt.
            TaskId = TaskId > 0 ? TaskId : await NextIdAsync(session).ConfigureAwait(false),
            OpenedAt = session.Now.UtcTicks,
        };
        await session.ExecuteAsync(
            """
            INSERT INTO desk_tasks (task_id, kind, state, account, sub_account, line_id, channel_id, order_no, order_version, line_no, rules, basis, payee_currency, act_json, opened_at,
                                    due_at, maker, note, checker)
            VALUES (@TaskId, @Kind, @State, @Account, @SubAccount, @LineId, @ChannelId, @OrderNo, @OrderVersion, @LineNo, @Rules, @Basis, @PayeeCurrency, @ActJson, @OpenedAt,
                    @DueAt, '', '', '')
            """,
            row with
            {
                Basis = session.Cipher.Seal(SealedColumns.TaskBasis.Of(row.TaskId), row.Basis),
                ActJson = session.Cipher.SealOrNull(SealedColumns.TaskAct.Of(row.TaskId), row.ActJson),
            }).ConfigureAwait(false);
        await AuditChain.AppendAsync(session, Audit.TaskOpened(row)).ConfigureAwait(false);
        return row.TaskId;
    }

    public static async Task<long> NextIdAsync(ReadSession session) =>
        await session.FirstAsync<long>("SELECT COALESCE(MAX(n.number), 0) + 1 FROM (SELECT MAX(task_id) AS number FROM desk_tasks UNION ALL SELECT MAX(task_floor) FROM restores) n").ConfigureAwait(false);
}

namespace Gateway.Register.Orders;

/// <summary>Which order of which channel: BDHM is unique within a channel; a version counts the mended re-submissions (C30), from 1.</summary>
public sealed record OrderKey(string ChannelId, string OrderNo, int Version)
{
    /// <summary>The key as one text: part of hold numbers and idempotency keys in the core.</summary>
    public override string ToString() => $"{ChannelId}:{OrderNo}:{Version}";
}

/// <summary>LB/XZ: what an order wants.</summary>
public enum OrderKind { Inquiry = 1, Control = 2 }

/// <summary>The proceeding an order serves (21): 执行, 保全, 先予执行.</summary>
public enum CaseKind { Execution = 1, Preservation = 2, EarlyEnforcement = 3 }

/// <summary>A court's order as its channel sent it, parsed, before any judgement. Field names in brackets are the courts' (FIELDS).</summary>
public sealed record Order
{
    /// <summary>BDHM, at most 30 characters.</summary>
    public required string OrderNo { get; init; }
    public required OrderKind Kind { get; init; }
    /// <summary>FYDM.</summary>
    public required string CourtCode { get; init; }
    /// <summary>FYMC.</summary>
    public required string CourtName { get; init; }
    /// <summary>AH.</summary>
    public required string CaseNo { get; init; }
    public CaseKind CaseKind { get; init; } = CaseKind.Execution;
    public required Officer Officer { get; init; }
    /// <summary>XM, ZJLX, DSRZJHM: the person or company that is asked about or controlled.</summary>
    public required PartyIdentity Party { get; init; }
    /// <summary>WSBH document number (inquiry).</summary>
    public string DocumentNo { get; init; } = "";
    /// <summary>CKH document name.</summary>
    public string DocumentName { get; init; } = "";
    /// <summary>BEIZ.</summary>
    public string Remark { get; init; } = "";
    /// <summary>When the hub says it sent the order into the network (16); null where it says nothing.</summary>
    public DateTimeOffset? SentTime { get; init; }
    /// <summary>CKKSSJ–CKJSSJ: the days whose transactions an inquiry asks for; null where none are asked for.</summary>
    public DateOnly? TransactionsFrom { get; init; }
    public DateOnly? TransactionsTo { get; init; }
    /// <summary>The lines of a control; empty for an inquiry.</summary>
    public IReadOnlyList<ControlLine> Lines { get; init; } = [];
    /// <summary>What was sent along: kinds, names and digests; the bytes lie in the archive.</summary>
    public IReadOnlyList<CourtDocument> Documents { get; init; } = [];
}

/// <summary>CBR, YHDH, GZZBH, GWZBH: the executing officer (3).</summary>
public sealed record Officer(string Name, string Phone, string WorkCardNo, string DutyCardNo);

/// <summary>XM, ZJLX, DSRZJHM. IdKind is the courts' code: 10100 identity card, 24100 unified social credit code …</summary>
public sealed record PartyIdentity(string Name, string IdKind, string IdNumber);

/// <summary>The kinds of document that come with an order.</summary>
public enum DocumentKind
{
    /// <summary>裁定书.</summary>
    Ruling = 1,
    /// <summary>协助执行通知书.</summary>
    Notice = 2,
    /// <summary>查询清单.</summary>
    InquiryList = 3,
    /// <summary>工作证 GZZ scan.</summary>
    WorkCard = 4,
    /// <summary>公务证 GWZ scan.</summary>
    DutyCard = 5,
    Other = 9,
}

/// <summary>One document of an order. Sm3 is the lower-case hex digest of its bytes, under which the archive holds it; SealSm3 that of a detached seal, if there is one.</summary>
public sealed record CourtDocument(DocumentKind Kind, string FileName, string MediaType, string DocumentNo, string Sm3, long Length, string? SealSm3);

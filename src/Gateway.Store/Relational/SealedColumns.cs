using Gateway.Store.Privacy;

namespace Gateway.Store.Relational;

/// <summary>A column whose values are sealed, and the key of its rows. A value is bound to both.</summary>
/// <param name="Bytes">The column holds bytes, not text.</param>
internal sealed record SealedColumn(string Table, string Column, string Key, string? SecondKey = null, bool Bytes = false)
{
    public Place Of(object key) => Place.Of($"{Table}.{Column}", key);

    public Place Of(object key, object second) => Place.Of($"{Table}.{Column}", key, second);
}

/// <summary>Every column that says something of customers beyond the numbers that rows are found by. A change of the data key walks through this list.</summary>
internal static class SealedColumns
{
    public static readonly SealedColumn Order = new("orders", "order_json", "order_id");
    public static readonly SealedColumn OrderNotes = new("orders", "notes_json", "order_id");
    public static readonly SealedColumn OrderRefusal = new("orders", "document_refusal_detail", "order_id");
    public static readonly SealedColumn OrderReviewNote = new("orders", "review_note", "order_id");
    public static readonly SealedColumn InquiryAnswer = new("inquiry_answers", "answer_json", "order_id");
    public static readonly SealedColumn Line = new("lines", "line_json", "line_id");
    public static readonly SealedColumn LineAnswer = new("lines", "answer_json", "line_id");
    public static readonly SealedColumn LineNote = new("lines", "review_note", "line_id");
    public static readonly SealedColumn Intent = new("intents", "decision_json", "line_id", "stage");
    public static readonly SealedColumn Seen = new("register_seen", "seen_json", "account", "sub_account");
    public static readonly SealedColumn Notice = new("notices", "answer_json", "notice_id");
    public static readonly SealedColumn Payment = new("payments", "payment_json", "line_id");
    public static readonly SealedColumn Receipt = new("receipts", "body", "channel_id", "sequence", Bytes: true);
    public static readonly SealedColumn TaskBasis = new("desk_tasks", "basis", "task_id");
    public static readonly SealedColumn TaskAct = new("desk_tasks", "act_json", "task_id");
    public static readonly SealedColumn TaskNote = new("desk_tasks", "note", "task_id");
    public static readonly SealedColumn TaskRefusal = new("desk_tasks", "refusal_detail", "task_id");
    public static readonly SealedColumn RegisterEntry = new("register_entries", "content_json", "register_name", "entry_key");
    public static readonly SealedColumn RegisterChange = new("register_changes", "content_json", "change_no");
    public static readonly SealedColumn Objection = new("objections", "objection_text", "objection_id");
    public static readonly SealedColumn PauseWhy = new("pauses", "why", "pause_id");
    public static readonly SealedColumn HubWords = new("hub_feeds", "words_json", "feed_id");
    public static readonly SealedColumn AuditDetail = new("audit", "detail", "audit_no");

    /// <summary>All of them. What is added to the list is sealed from the next change of key on, old rows too.</summary>
    public static readonly IReadOnlyList<SealedColumn> All =
    [
        Order, OrderNotes, OrderRefusal, OrderReviewNote, InquiryAnswer, Line, LineAnswer, LineNote, Intent, Seen, Notice, Payment, Receipt, TaskBasis, TaskAct, TaskNote, TaskRefusal, RegisterEntry, RegisterChange, Objection, PauseWhy, HubWords, AuditDetail,
    ];
}

using Gateway.Store.Sqlite;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>What a bank has written with each version of the schema, as SQL of that version: rows in every table, lines and tasks in every state. A new version adds its own here.</summary>
internal static class StoreOfVersion
{
    /// <summary>By version, from 1: what that version could hold beyond the one before.</summary>
    private static readonly string[] Rows =
    [
        """
        INSERT INTO orders (order_id, channel_id, order_no, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail, arrived_at, service_time, state, open_lines, complete, curable, order_json)
        VALUES (1, 'zdz', 'A1', 1, 2, 'p', 'c', 'd', NULL, '', 100, 100, 2, 0, 1, 0, @order), (2, 'zdz', 'A2', 1, 2, 'p', 'c', 'd', NULL, '', 110, 110, 1, 1, 0, 0, @order),
               (3, 'zdz', 'Q1', 1, 1, 'p', 'c', 'd', NULL, '', 120, 120, 1, 0, 1, 0, @order), (4, 'zdz', 'A4', 1, 2, 'p', 'c', 'd', 'SealInvalid', '章', 130, 130, 3, 0, 1, 1, @order);
        INSERT INTO inquiry_answers (order_id, refusal, answered_at, answer_json) VALUES (3, NULL, 121, '{"AsOf":"2026-07-01T00:00:00+00:00"}');
        INSERT INTO accounts (account, version, last_sequence, last_executed_service_time, parked_cause, parked_since) VALUES ('6001', 4, 2, 100, NULL, NULL), ('6002', 1, 0, 0, 'core: SentNoAnswer', 105);
        INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, expiring_freeze_id, expiring_last_day, final_at, controlled, reason, line_json, answer_json)
        VALUES (1, 1, '1', '6001', '', 1, 3, 100, NULL, NULL, 101, 1, NULL, @line, @answer), (2, 2, '1', '6001', '', 4, 2, 110, NULL, NULL, NULL, NULL, NULL, @line, NULL),
               (3, NULL, 'expire', '6001', '', 90, 1, 140, 'zdz:A1:1:1', '2027-06-30', NULL, NULL, NULL, @line, NULL), (4, 4, '1', '6002', '', 1, 3, 130, NULL, NULL, 131, 0, 'SealInvalid', @line, @answer);
        INSERT INTO intents (line_id, stage, recorded_at, decision_json) VALUES (2, 1, 111, '{}');
        INSERT INTO freezes (freeze_id, line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, court_name, case_no, ruling_no, asset_kind, rank_time, sequence, service_time, granted_minor, first_day, granted_last_day, live, last_day)
        VALUES ('zdz:A1:1:1', 1, 'zdz', 'A1', 1, '1', '6001', '', 'F10', '甲市人民法院', '案', '裁', 1, 100, 1, 100, 600000, '2026-07-01', '2027-06-30', 1, '2027-06-30');
        INSERT INTO freeze_changes (freeze_id, change_no, line_id, kind, amount_minor, last_day, by_channel_id, by_order_no, by_order_version, by_line_no, changed_at)
        VALUES ('zdz:A1:1:1', 1, 1, 'ReducedByRelease', 100000, NULL, 'zdz', 'A1', 1, '1', 101);
        INSERT INTO deductions (line_id, channel_id, order_no, order_version, line_no, account, sub_account, court_code, amount_minor, deducted_at) VALUES (1, 'zdz', 'A1', 1, '1', '6001', '', 'F10', 700, 101);
        INSERT INTO outbox (outbox_id, topic, message_key) VALUES (1, 'control', '6001');
        INSERT INTO channels (channel_id, last_receipt) VALUES ('zdz', 2);
        INSERT INTO documents (document_key, segment, record_offset, byte_length) VALUES ('abc', 's.seg', 0, 1);
        INSERT INTO receipts (channel_id, sequence, order_id, kind, ofd_key, body, created_at, acknowledged_at) VALUES ('zdz', 1, 1, 1, 'abc', x'00', 102, NULL), ('zdz', 2, 4, 1, 'abc', x'00', 132, 133);
        UPDATE store_head SET last_order_id = 4, last_line_id = 4, last_arrival = 140, last_outbox_id = 1;
        """,
        """
        UPDATE freezes SET told_minor = 500000;
        INSERT INTO register_seen (account, sub_account, seen_json) VALUES ('6001', '', '{"Claims":[],"OtherFreezes":[]}');
        INSERT INTO notices (notice_id, order_id, freeze_id, line_id, answer_json, recorded_at, receipt_sequence) VALUES (1, 1, 'zdz:A1:1:1', 1, @answer, 103, NULL);
        UPDATE core_feed SET cursor = '7';
        """,
        """
        UPDATE orders SET notes_json = '[]' WHERE order_id = 2;
        INSERT INTO accounts (account, version, last_sequence, last_executed_service_time) VALUES ('6003', 1, 0, 0);
        INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, line_json, held_freeze) VALUES
               (5, 2, '2', '6003', '', 1, 4, 110, @line, NULL), (6, 2, '3', '6003', '', 4, 5, 110, @line, 'zdz:X:1:1'), (7, NULL, 'desk:2', '6001', '', 93, 3, 150, @line, NULL);
        INSERT INTO desk_tasks (task_id, kind, state, account, sub_account, line_id, channel_id, order_no, order_version, line_no, rules, basis, payee_currency, act_json, opened_at, due_at, decision, maker, note, evidence_key, proposed_at, checker, closed_at)
        VALUES (1, 'Review', 'Proposed', '6003', '', 5, 'zdz', 'A2', 1, '2', 'ProtectedAccount', 'b', '', NULL, 112, 200, 'Approve', '甲', '', NULL, 113, '', NULL),
               (2, 'EnterOtherFreeze', 'Done', '6001', '', NULL, NULL, NULL, NULL, '', '', 'b', '', '{"TaskId":2,"Authority":"某公安局","DocumentNo":"X1","To":"2026-08-01"}', 140, NULL, 'Approve', '甲', '', NULL, 141, '乙', 142);
        INSERT INTO court_funds (account, currency, court_code, name, task_id, entered_at) VALUES ('7799', 'CNY', 'F10', '甲市人民法院', 1, 112);
        INSERT INTO officers (court_code, name, work_card_no, duty_card_no, phone, first_channel_id, first_order_no, entered_at, remark) VALUES ('F10', '王', 'G', 'W', '1', 'zdz', 'A1', 100, '');
        INSERT INTO other_freezes (hold_id, line_id, account, sub_account, authority, document_no, limit_minor, first_day, last_day, rank_time, sequence, ended_by_line)
        VALUES ('other:2', 7, '6001', '', '某公安局', 'X1', 300000, '2026-07-01', '2026-08-01', 150, 2, NULL);
        UPDATE store_head SET last_line_id = 7, last_arrival = 150;
        """,
        """
        INSERT INTO court_seals (seal_no, court_code, fingerprint, seal_id, holder, remark, entered_by_task, entered_at, ended_by_task, ended_at, change_no) VALUES (1, 'F10', 'ab', '', '甲', '', NULL, 100, NULL, NULL, 1);
        UPDATE documents SET accepted_at = 100;
        """,
        "UPDATE register_seen SET next_end = '2026-08-01';",
        "UPDATE orders SET interim_open_lines = 1, interim_at = 115 WHERE order_id = 2;",
        """
        INSERT INTO writers (writer_id, last_batch, written_at) VALUES ('w', 3, 116);
        INSERT INTO leases (lease_name, holder, fence, leased_until) VALUES ('feed', 'w', 2, 117);
        """,
        "UPDATE notices SET channel_id = 'prov', court_code = 'F11', court_name = '乙市人民法院';",
        "UPDATE leases SET locked = 1; UPDATE lines SET line_json = '', emptied = 1 WHERE line_id = 7;",
        // A key makes its own row when a store is opened with it; its value could not be one that no key made.
        "UPDATE store_keys SET entered_at = 1;",
        """
        INSERT INTO orders (order_id, channel_id, order_no, version, kind, party_key, content_digest, documents_digest, document_refusal, document_refusal_detail, arrived_at, service_time, state, open_lines, complete, curable, order_json, in_review)
        VALUES (5, 'zdz', 'Q5', 1, 1, 'p', 'c', 'd', NULL, '', 151, 151, 1, 0, 0, 0, @order, 1);
        INSERT INTO ordering_courts (court_code, first_channel_id, first_order_no, entered_at) VALUES ('F12', 'zdz', 'Q5', 151);
        UPDATE store_head SET last_order_id = 5, last_arrival = 151;
        """,
        """
        INSERT INTO pauses (pause_id, scope, target, person, why, paused_at, resumed_at, resumed_by_task, caught_up) VALUES (1, 'Measure', '06', '甲', '演练', 152, 153, 1, 1), (2, 'Channel', 'zdz', '甲', '异常', 154, NULL, NULL, 0);
        INSERT INTO lines (line_id, order_id, line_no, account, sub_account, measure, state, service_time, line_json, held_freeze) VALUES (8, 2, '4', '6001', '', 4, 6, 151, @line, 'zdz:A1:1:1');
        UPDATE store_head SET last_line_id = 8;
        """,
        """
        INSERT INTO register_changes (change_no, register_name, entry_key, content_json, source, task_id, changed_at) VALUES (1, 'Courts', 'F10', '{"Code":"F10","Name":"甲市人民法院"}', 'configuration', NULL, 160);
        INSERT INTO register_entries (register_name, entry_key, content_json) VALUES ('Courts', 'F10', '{"Code":"F10","Name":"甲市人民法院"}');
        UPDATE freezes SET adopted_hold_id = 'OLD1';
        INSERT INTO takeover_freezes (import_id, row_no, order_id, line_id, party_key, order_json, line_json, freeze_id, adopted_hold_id, channel_id, order_no, line_no, account, sub_account, court_code, court_name, case_no, ruling_no, asset_kind, rank_time, sequence, granted_minor, first_day, granted_last_day)
        VALUES ('i', 1, 101, 102, 'p', @order, @line, 'zdz:T1:1:1', 'OLD2', 'zdz', 'T1', '1', '6009', '', 'F10', '甲市人民法院', '案', '裁', 1, 90, 1, 100000, '2026-07-01', '2027-06-30');
        """,
        "UPDATE outcomes SET branch_code = '0012', branch_name = '城中支行', currency = 'CNY', amount_class = 2, requested_minor = 600000, elapsed_class = 40;",
        """
        INSERT INTO payments (line_id, core_key, order_id, account, sub_account, state, asking, untold, begun_at, asked_at, payment_json)
        VALUES (1, 'zdz:A1:1:1:2.1', 1, '6001', '', 2, 0, 0, 101, 102, '{}');
        """,
        """
        INSERT INTO reconciliations (run_id, begun_by, begun_at, ended_at, accounts, not_compared, differences) VALUES (1, 'gateway', 160, 161, 2, 0, 1);
        INSERT INTO differences (difference_id, kind, account, sub_account, subject, expected, found, state, first_seen_at, last_seen_at, closed_at, task_id)
        VALUES (1, 'HoldMissing', '6001', '', 'zdz:A1:1:1', '1.00 CNY', 'none', 1, 160, 160, NULL, NULL);
        """,
        "INSERT INTO objections (objection_id, order_id, line_no, objection_text, raised_by_task, maker, checker, raised_at, raise_until, reply_until, receipt_sequence, state) VALUES (1, 1, '1', '异议', 1, '甲', '乙', 155, '2026-07-16', '2026-07-20', 3, 'Open');",
        "UPDATE published SET last_no = 1 WHERE stream = 'events';",
        "INSERT INTO staff (name, role, password_hash, must_change, version, failures, locked_until, ended) VALUES ('甲', 'Administrator', 'h', 1, 1, 0, NULL, 0);",
        "UPDATE freezes SET product_no = 'LC01';",
        "UPDATE orders SET trace_parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' WHERE order_id = 5; UPDATE outbox SET added_at = 170;",
        "UPDATE orders SET court_code = 'F13' WHERE order_id = 5;",
        "INSERT INTO channel_contacts (channel_id, heard_at) VALUES ('zdz', 160); INSERT INTO saved_searches (person, name, search_json) VALUES ('甲', '未回执', '{}');",
        "INSERT INTO hub_feeds (feed_id, channel_id, order_no, order_version, receipt_sequence, kind, state, parts, attempts, due_at, sent_at, ended_at, packet, words_json) VALUES (1, 'zdz', 'A1', 1, 1, 2, 1, 0, 0, 160, NULL, NULL, '', '{}');",
        """
        INSERT INTO hub_packets (channel_id, digest, name, seen_at) VALUES ('zdz', 'd', 'CXQQ.zip', 180);
        INSERT INTO hub_batches (channel_id, kind, batch, taken_at, last_serial) VALUES ('zdz', 2, 'b', 180, 1);
        INSERT INTO hub_batch_orders (channel_id, order_no, kind, batch, answered) VALUES ('zdz', 'Q5', 2, 'b', 1);
        """,
        """
        INSERT INTO restores (restore_id, taken_at, restored_at, person, pause_id, task_floor, listed_at) VALUES (1, 160, 170, '甲', 2, 10000, 171);
        INSERT INTO restored_channels (restore_id, channel_id, had, given, stated) VALUES (1, 'zdz', 3, 3, 1);
        INSERT INTO lost_effects (core_key, restore_id, line_name, stage, step, account, sub_account, kind, hold_id, currency, amount_minor, debit_json, done_at, state, task_id)
        VALUES ('zdz:L1:1:1:1.1', 1, 'zdz:L1:1:1', 1, 1, '6009', '', 'HOLD_PUT', 'zdz:L1:1:1', 'CNY', 100, NULL, 165, 1, NULL);
        """,
        "UPDATE receipts SET damaged_at = 190, lost = 1; UPDATE hub_feeds SET state = 3, ended_at = 200;",
        "INSERT INTO setbacks (order_id, line_id, step, failures, first_at, last_at, cause) VALUES (1, 1, 1, 2, 101, 102, 'core: NotSent CORE_CONNECT'); INSERT INTO repeats (order_id, times, last_at) VALUES (1, 3, 190);",
    ];

    /// <summary>The rows that a store of a version holds, in the order in which the versions added them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That version says nothing here of what it can hold.</exception>
    public static string RowsOf(int version) => Rows[version - 1]
        .Replace("@order", Quoted("""{"OrderNo":"A1","Kind":"Control","CourtCode":"F10","CourtName":"甲","CaseNo":"案","Officer":{"Name":"王","Phone":"1","WorkCardNo":"G","DutyCardNo":"W"},"Party":{"Name":"张","IdKind":"10100","IdNumber":"1"}}"""), StringComparison.Ordinal)
        .Replace("@line", Quoted("""{"LineNo":"1","Measure":"Freeze","Account":"6001"}"""), StringComparison.Ordinal)
        .Replace("@answer", Quoted("""{"LineNo":"1","Measure":"Freeze","Account":"6001","Controlled":true}"""), StringComparison.Ordinal);

    /// <summary>How many versions are told of: a new migration must be among them.</summary>
    public static int Versions => Rows.Length;

    private static string Quoted(string json) => $"'{json}'";
}

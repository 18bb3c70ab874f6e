using System.Data.Common;
using Gateway.Store.Relational;
using Microsoft.Data.SqlClient;

namespace Gateway.Store.SqlServer;

/// <summary>What SQL Server's error numbers mean to the store.</summary>
internal static class SqlServerErrors
{
    const int DuplicateKey = 2627;
    const int DuplicateIndexKey = 2601;
    const int ReferenceMissing = 547;
    const int TooLong = 2628;
    const int TooLongUnnamed = 8152;
    const int NoSuchObject = 208;

    /// <summary>Errors from this class on end the connection.</summary>
    const byte FatalClass = 20;

    static readonly Dictionary<string, StoreConstraint> Constraints = new(StringComparer.Ordinal)
    {
        ["uq_orders_key"] = StoreConstraint.OrderKey,
        ["uq_lines_order_line"] = StoreConstraint.OrderLine,
        ["uq_lines_expiry"] = StoreConstraint.Expiry,
        ["pk_intents"] = StoreConstraint.Intent,
        ["pk_freezes"] = StoreConstraint.Freeze,
        ["pk_inquiry_answers"] = StoreConstraint.InquiryAnswer,
        ["uq_receipts_final"] = StoreConstraint.FinalReceipt,
        ["pk_receipts"] = StoreConstraint.ReceiptSequence,
    };

    /// <summary>Deadlock victim, lock request timed out, and the conflicts of snapshot isolation.</summary>
    static readonly HashSet<int> Undone = [1205, 1222, 3960, 3961];

    /// <summary>
    /// Time-out (-2) and the network's own numbers; a database that is not open (yet), is being failed over or is read-only (4060, 942, 945, 976, 983, 3906, 4221, 18401, 18456 while logins recover);
    /// a server that goes down or is busy (6005, 10928, 10929, 17142, 17197, 40197, 40501, 40613, 49918, 49919, 49920), a session that was ended (596).
    /// </summary>
    static readonly HashSet<int> Unreachable =
    [
        -2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 942, 945, 976, 983, 3906, 4060, 4221, 6005, 10053, 10054, 10060, 10061, 10928, 10929, 11001, 17142, 17197, 17830, 18401, 18456,
        40197, 40501, 40613, 49918, 49919, 49920,
    ];

    public static DatabaseFault FaultOf(Exception error) => error switch
    {
        HeadMovedException => DatabaseFault.Undone,
        SqlException sql when Numbers(sql).Any(Undone.Contains) => DatabaseFault.Undone,
        SqlException sql when sql.Class >= FatalClass || Numbers(sql).Any(Unreachable.Contains) => DatabaseFault.Unreachable,
        _ => DatabaseFault.None,
    };

    /// <summary>The messages of these errors hold the row's values, which are a customer's; they are not passed on.</summary>
    public static Exception? TranslationOf(DbException error) => error switch
    {
        SqlException { Number: DuplicateKey or DuplicateIndexKey } duplicate => ConstraintIn(duplicate.Message) is { } constraint
            ? new StoreConstraintException(constraint)
            : new InvalidOperationException($"The database has this already (error {duplicate.Number})."),
        SqlException { Number: TooLong or TooLongUnnamed } tooLong => new InvalidOperationException($"A text is longer than its column (error {tooLong.Number})."),
        SqlException { Number: ReferenceMissing } => new InvalidOperationException($"A row refers to one that is not there (error {ReferenceMissing})."),
        _ => null,
    };

    public static bool IsNoSuchObject(SqlException error) => Numbers(error).Contains(NoSuchObject);

    /// <summary>The constraint that is named first: what comes behind is the value, which may look like a name.</summary>
    static StoreConstraint? ConstraintIn(string message) =>
        Constraints.Select(c => (At: message.IndexOf(c.Key, StringComparison.OrdinalIgnoreCase), Constraint: (StoreConstraint?)c.Value))
            .Where(found => found.At >= 0).OrderBy(found => found.At).Select(found => found.Constraint).FirstOrDefault();

    static IEnumerable<int> Numbers(SqlException error) => error.Errors.Cast<SqlError>().Select(e => e.Number);
}

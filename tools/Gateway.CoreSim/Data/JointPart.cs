using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>
/// What of a joint account's register belongs to the co-owners. While a court or another authority freezes it, nobody draws their part:
/// drawing from it would lower what the freeze has. With nothing frozen a co-owner is a customer like the holder.
/// </summary>
internal static class JointPart
{
    /// <returns>Minor units, rounded up, at most what the claims registered before the first freeze leave.</returns>
    public static long Of(SqliteConnection c, RegisterRow register, string today)
    {
        var key = new { register.Account, register.SubAccount, today };
        var shares = c.Query<string?>("SELECT share FROM co_owners WHERE account = @Account", key).AsList();
        if (shares.Count == 0 || FirstFreeze(c, key) is not { } first) return 0;
        var claims = c.ExecuteScalar<long>("SELECT IFNULL(SUM(amount), 0) FROM claims WHERE account = @Account AND sub_account = @SubAccount AND registered_at <= @first",
            new { register.Account, register.SubAccount, first });
        var net = Math.Max(0, register.Balance - claims);
        var taken = c.ExecuteScalar<long>("""
            SELECT IFNULL(SUM(amount), 0) FROM journal WHERE account = @Account AND sub_account = @SubAccount AND kind = 'DEBIT'
              AND no > (SELECT IFNULL(MAX(no), 0) FROM journal WHERE account = @Account AND kind = 'SETUP')
            """, key);

        // Unknown shares split what the known ones leave equally among themselves and the holder.
        var unknown = shares.Count(s => s is null);
        var known = Math.Min(1, shares.Sum(s => s is null ? 0 : decimal.Parse(s, CultureInfo.InvariantCulture)));
        var parts = (known * (unknown + 1)) + ((1 - known) * unknown);
        return (long)Math.Min(net, Math.Ceiling((net + taken) * parts / (unknown + 1)));
    }

    static long? FirstFreeze(SqliteConnection c, object key) =>
        c.ExecuteScalar<long?>("""
            SELECT MIN(at) FROM (
              SELECT registered_at AS at FROM other_freezes WHERE account = @Account AND sub_account = @SubAccount AND to_day >= @today
              UNION ALL SELECT j.at FROM holds h JOIN journal j ON j.account = h.account AND j.ref = h.hold_id AND j.kind = 'HOLD_PUT'
                WHERE h.account = @Account AND h.sub_account = @SubAccount)
            """, key);
}

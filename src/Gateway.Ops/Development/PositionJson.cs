using System.Globalization;
using Gateway.Register;
using Gateway.Register.Answers;

namespace Gateway.Ops.Development;

/// <summary>A register's position as JSON, amounts as decimal text; "" for a whole account's limit.</summary>
internal static class PositionJson
{
    public static object Of(RegisterPosition position)
    {
        string Money(long minor) => Currencies.ToText(minor, position.Currency);
        return new
        {
            account = position.Key.Account,
            subAccount = position.Key.SubAccount,
            currency = position.Currency,
            balance = Money(position.BalanceMinor),
            available = Money(position.AvailableMinor),
            held = Money(position.HeldMinor),
            freezes = position.Freezes.Select(f => new
            {
                rank = f.Rank,
                freezeId = f.FreezeId,
                orderNo = f.OrderNo,
                authority = f.Authority,
                documentNo = f.DocumentNo,
                requested = f.LimitMinor is { } limit ? Money(limit) : "",
                actual = Money(f.ActualMinor),
                to = f.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            }),
            claims = position.Claims.Select(c => new { id = c.ClaimId, kind = c.Kind, holder = c.Holder, take = Money(c.TakeMinor) }),
        };
    }
}

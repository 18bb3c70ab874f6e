using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Orders;
using static Gateway.CoreBanking.Http.Parse;

namespace Gateway.CoreBanking.Http;

/// <summary>Accounts and transactions of the contract to the register's records, with every member checked.</summary>
internal static class AccountMapping
{
    /// <exception cref="MalformedAnswerException">Something that the contract does not allow.</exception>
    public static LiveAccount ToLive(AccountBody body)
    {
        Require(body.Registers.Count(r => r.SubAccount.Length == 0) == 1, "registers", "lack the account itself");
        Require(body.Registers.DistinctBy(r => r.SubAccount).Count() == body.Registers.Count, "registers", "name a sub-account twice");
        Require(body.Holder is { Name.Length: > 0, IdNumber.Length: > 0 }, "holder", "is empty");
        return new LiveAccount
        {
            Account = body.Account,
            Holder = new PartyIdentity(body.Holder.Name, body.Holder.IdKind, body.Holder.IdNumber),
            Status = Status(body.Status),
            Nature = body.Nature,
            AccountKind = body.AccountKind,
            AccountClass = body.AccountClass,
            BranchName = body.Branch.Name,
            BranchCode = body.Branch.Code,
            OpenedAt = OptionalTime(body.OpenedAt, "openedAt"),
            ClosedAt = OptionalTime(body.ClosedAt, "closedAt"),
            HolderAddress = body.Holder.Address,
            HolderPostcode = body.Holder.Postcode,
            HolderPhone = body.Holder.Phone,
            LinkedFundsAccount = body.LinkedFundsAccount,
            Assets = [.. (body.Assets ?? []).Select(ToLive)],
            CoOwners = [.. body.CoOwners.Select(o => new CoOwner(o.Name, Share(o.Share, "coOwners.share")))],
            Registers = [.. body.Registers.OrderBy(r => r.SubAccount, StringComparer.Ordinal).Select(r => ToLive(body.Account, r))],
            AsOf = Time(body.AsOf, "asOf"),
        };
    }

    public static AccountTransaction ToTransaction(TransactionBody body)
    {
        Require(body.Direction is "DEBIT" or "CREDIT", "transactions.direction", "is not known");
        return new AccountTransaction(
            body.SerialNo, body.Kind, body.Direction == "DEBIT", Currency(body.Currency, "transactions.currency"),
            Amount(body.Amount, body.Currency, "transactions.amount"), Time(body.At, "transactions.at"),
            body.Counterparty.Name, body.Counterparty.Account, body.Counterparty.Bank)
        {
            CounterpartyBankNo = body.Counterparty.BankNo,
            CounterpartyIdKind = body.Counterparty.IdKind,
            CounterpartyIdNumber = body.Counterparty.IdNumber,
            CounterpartyAddress = body.Counterparty.Address,
            CounterpartyPostcode = body.Counterparty.Postcode,
            CounterpartyPhone = body.Counterparty.Phone,
        };
    }

    public static FeedEvent ToEvent(FeedEventBody body)
    {
        FeedEventKind? kind = body.Kind switch
        {
            "CREDIT" => FeedEventKind.Credit,
            "CLAIM" => FeedEventKind.Claim,
            "OTHER_FREEZE" => FeedEventKind.OtherFreeze,
            "CLOSURE" => FeedEventKind.Closure,
            "PAYMENT" => FeedEventKind.Payment,
            _ => null,
        };
        Require(kind is not null, "events.kind", "is not known");
        Require(kind != FeedEventKind.Payment || body.Reference.Length > 0, "events.reference", "does not name the payment's key");
        return new FeedEvent(kind!.Value, new RegisterKey(body.Account, body.SubAccount), body.Reference);
    }

    static LiveAsset ToLive(AssetBody body)
    {
        var currency = Currency(body.Currency, "assets.currency");
        return new LiveAsset(body.ProductNo, body.Name, body.Units, Amount(body.Value, currency, "assets.value"), currency, body.HeldBy, body.LinkedAccount)
        {
            Kind = body.Kind,
            Manager = body.Manager,
            UnitOfMeasure = body.UnitOfMeasure,
            SalesKind = body.SalesKind,
            Region = body.Region,
            Tradable = body.Tradable,
            Restriction = body.Restriction,
            RestrictedUntil = body.RestrictedUntil,
            Pledgee = body.Pledgee,
            Custodian = body.Custodian,
            CustodyAccount = body.CustodyAccount,
            Beneficiary = body.Beneficiary,
            Clr = body.Clr,
            Shr = body.Shr,
            UnitPrice = body.UnitPrice,
            AvailableUnits = body.AvailableUnits,
        };
    }

    static LiveRegister ToLive(string account, RegisterBody body)
    {
        var currency = Currency(body.Currency, "registers.currency");
        Require(body.CashKind is "" or "CASH" or "REMITTANCE", "registers.cashKind", "is not known");
        Require(body.Holds.DistinctBy(h => h.HoldId).Count() == body.Holds.Count, "registers.holds", "name a hold twice");
        return new LiveRegister
        {
            Key = new RegisterKey(account, body.SubAccount),
            Currency = currency,
            CashKind = body.CashKind,
            Kind = body.Kind,
            BalanceMinor = Amount(body.Balance, currency, "registers.balance"),
            Claims = [.. body.Claims.Select(c => new ClaimPart(
                c.ClaimId, c.Kind, c.Holder, c.Address, c.Contact, Amount(c.Amount, currency, "registers.claims.amount"), Time(c.RegisteredAt, "registers.claims.registeredAt"))
            { ProductNo = c.ProductNo, Remark = c.Remark })],
            OtherFreezes = [.. body.OtherFreezes.Select(f => new OtherFreeze(
                f.Authority, f.DocumentNo, Limit(f.Limit, currency, "registers.otherFreezes.limit"), f.From, f.To, Time(f.RegisteredAt, "registers.otherFreezes.registeredAt"))
            { ProductNo = f.ProductNo, Remark = f.Remark })],
            Holds = [.. body.Holds.Select(h => new LiveHold(h.HoldId, Limit(h.Limit, currency, "registers.holds.limit"), h.To) { UnitsFrozen = h.UnitsFrozen })],
            InternalHoldsMinor = Amount(body.InternalHolds, currency, "registers.internalHolds"),
        };
    }

    static AccountStatus Status(string status) => status switch
    {
        "NORMAL" => AccountStatus.Normal,
        "DORMANT" => AccountStatus.Dormant,
        "CLOSED" => AccountStatus.Closed,
        _ => throw new MalformedAnswerException("status is not known"),
    };
}

using Gateway.Register.Orders;

namespace Gateway.Register;

/// <summary>有权机关: who may freeze (1). Courts order through the gateway; the others' freezes come from the core or are entered by hand (C27).</summary>
public enum AuthorityKind
{
    /// <summary>法院.</summary>
    Court,
    /// <summary>公安.</summary>
    Police,
    /// <summary>检察.</summary>
    Procuratorate,
    /// <summary>国安.</summary>
    StateSecurity,
    /// <summary>监察.</summary>
    Supervision,
    /// <summary>Tax, customs and whoever else the law empowers.</summary>
    Other,
}

/// <summary>The longest term of a freeze, by what it freezes, in months from its start; that day is included.</summary>
public sealed record Term(int DepositMonths, int OtherAssetMonths)
{
    public int MonthsFor(AssetKind kind) => kind == AssetKind.Deposit ? DepositMonths : OtherAssetMonths;
}

/// <summary>The longest terms by kind of authority. The courts' are the Supreme Court's rules; the others' are defaults that a bank's own lawyers set [D].</summary>
public sealed record Terms
{
    /// <summary>A first freeze and each renewal: deposits a year, other assets three.</summary>
    public Term Court { get; init; } = new(12, 36);
    public Term Police { get; init; } = new(12, 24);
    public Term Procuratorate { get; init; } = new(12, 24);
    public Term StateSecurity { get; init; } = new(12, 24);
    public Term Supervision { get; init; } = new(12, 24);
    public Term Other { get; init; } = new(12, 36);

    public Term Of(AuthorityKind authority) => authority switch
    {
        AuthorityKind.Court => Court,
        AuthorityKind.Police => Police,
        AuthorityKind.Procuratorate => Procuratorate,
        AuthorityKind.StateSecurity => StateSecurity,
        AuthorityKind.Supervision => Supervision,
        _ => Other,
    };
}

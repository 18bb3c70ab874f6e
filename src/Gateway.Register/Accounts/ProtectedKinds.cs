namespace Gateway.Register.Accounts;

/// <summary>What may be done to accounts of a kind (DOMAIN 5): may a court freeze, may it deduct, on what basis not, and with what exception.</summary>
/// <param name="Nature">The kind as the core names it.</param>
/// <param name="Name">The kind as people call it; empty for an ordinary account.</param>
/// <param name="Basis">What the kind is and why it is spared, for the receipt; empty for an ordinary account.</param>
/// <param name="Exception">When it may be touched all the same: for people to judge.</param>
public sealed record AccountNature(string Nature, string Name, bool MayFreeze, bool MayDeduct, string Basis = "", string Exception = "");

/// <summary>The parameter table of DOMAIN 5. It may be replaced while the service runs: whoever decides looks into it once for a line.</summary>
public sealed class ProtectedKinds
{
    /// <summary>C24: a deposit for a term; its balance is the principal.</summary>
    public const string TimeDeposit = "TIME_DEPOSIT";

    private volatile IReadOnlyList<AccountNature> _all;

    public ProtectedKinds(IReadOnlyList<AccountNature> all) => _all = all;

    /// <summary>The table that is shipped: protected-kinds.json.</summary>
    public static IReadOnlyList<AccountNature> Shipped { get; } = ReadShipped();

    /// <summary>Every kind that is known.</summary>
    public IReadOnlyList<AccountNature> All => _all;

    /// <summary>The row of a kind. A kind that the table does not know is nobody's to touch before people have looked at it.</summary>
    public AccountNature Of(string nature) => _all.FirstOrDefault(n => n.Nature == nature) ?? new(nature, nature, false, false, $"账户性质 {nature} 未登记，须人工核实");

    /// <summary>From now on this is the table.</summary>
    public void Replace(IReadOnlyList<AccountNature> all) => _all = all;

    private static IReadOnlyList<AccountNature> ReadShipped()
    {
        using var stream = typeof(ProtectedKinds).Assembly.GetManifestResourceStream("protected-kinds.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var (kinds, faults) = ProtectedKindsJson.Read(bytes);
        Invariant.Require(faults.Count == 0, "the shipped table of protected kinds is sound", string.Join("; ", faults));
        return kinds;
    }
}

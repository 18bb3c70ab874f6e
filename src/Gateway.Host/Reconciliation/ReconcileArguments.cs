using System.Globalization;

namespace Gateway.Host.Reconciliation;

/// <summary>The words behind <c>gateway reconcile</c>.</summary>
internal sealed record ReconcileArguments(string Verb, long Id, IReadOnlyDictionary<string, string> Options)
{
    public const string Usage = """
        gateway reconcile VERB [OPTIONS] --config FILE --as NAME
          run [--hub-counts FILE]   compares register and core, hold by hold, and receipts with acknowledgements, now; FILE is CSV: channel,day,orders
          list [--all]              differences that are open, or all that are kept, with cause and proposal
          show ID                   one of them; with list, and --reveal --why TEXT, accounts in full; every look is logged
          runs                      the last runs
          mend ID --note TEXT       proposes that the core is brought to what the register says; another person agrees by gateway desk confirm
        """;

    private static readonly string[] Flags = ["--all", "--reveal"];
    private static readonly string[] Known = ["--config", "--as", "--note", "--hub-counts", "--why"];

    /// <summary>The words, or what is wrong with them.</summary>
    public static (ReconcileArguments? Parsed, string? Fault) Parse(IReadOnlyList<string> words)
    {
        var (plain, options, fault) = CommandWords.Read(words, Flags, Known);
        if (fault is not null) return (null, fault);
        if (string.IsNullOrWhiteSpace(options.GetValueOrDefault("--as"))) return (null, "--as: who asks must be named");
        if (options.ContainsKey("--reveal") != !string.IsNullOrWhiteSpace(options.GetValueOrDefault("--why"))) return (null, "--reveal and --why TEXT: who sees customers' data says why");
        return plain switch
        {
            ["run" or "list" or "runs"] => (new ReconcileArguments(plain[0], 0, options), null),
            ["show" or "mend", var number] when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => (new ReconcileArguments(plain[0], id, options), null),
            _ => (null, $"reconcile {string.Join(' ', plain)}: no such command"),
        };
    }

    public string Person => Options["--as"].Trim();

    /// <summary>Why customers' data must be seen unmasked; null: it need not be.</summary>
    public string? Why => Options.GetValueOrDefault("--why");

    public string ConfigFile => Options.GetValueOrDefault("--config", "gateway.json");
}

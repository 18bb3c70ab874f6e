namespace Gateway.Host.Hub;

/// <summary>The words behind <c>gateway hub</c>.</summary>
internal sealed record HubArguments(string Verb, string OrderNo, IReadOnlyDictionary<string, string> Options)
{
    public const string Usage = """
        gateway hub VERB [OPTIONS] --config FILE --as NAME
          list [--all]              answers and returns that a polled hub refuses, with its message, or with --all whatever it has not taken; the look is logged
          retry ORDER | --all       sends what was refused again, once its cause is mended
          by-hand ORDER --note TEXT the answer went to the court another way: its receipt counts as acknowledged
            --channel ID            of this channel alone
        """;

    private static readonly string[] Flags = ["--all"];
    private static readonly string[] Known = ["--config", "--as", "--note", "--channel"];

    /// <summary>The words, or what is wrong with them.</summary>
    public static (HubArguments? Parsed, string? Fault) Parse(IReadOnlyList<string> words)
    {
        var (plain, options, fault) = CommandWords.Read(words, Flags, Known);
        if (fault is not null) return (null, fault);
        if (string.IsNullOrWhiteSpace(options.GetValueOrDefault("--as"))) return (null, "--as: who asks must be named");
        return plain switch
        {
            ["list"] => (new HubArguments("list", "", options), null),
            ["retry"] when options.ContainsKey("--all") => (new HubArguments("retry", "", options), null),
            ["retry", var order] => (new HubArguments("retry", order, options), null),
            ["by-hand", var order] when !string.IsNullOrWhiteSpace(options.GetValueOrDefault("--note")) => (new HubArguments("by-hand", order, options), null),
            ["by-hand", _] => (null, "--note TEXT: how the answer went to the court must be said"),
            _ => (null, $"hub {string.Join(' ', plain)}: no such command"),
        };
    }

    public string Person => Options["--as"].Trim();

    public string ConfigFile => Options.GetValueOrDefault("--config", "gateway.json");
}

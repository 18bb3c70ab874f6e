using Gateway.Host.Desk;
using Gateway.Sealing;
using Gateway.Store.Desk;

namespace Gateway.Host.Registers;

/// <summary>The words behind <c>gateway register</c>.</summary>
internal sealed record RegisterArguments(string[] Words, IReadOnlyDictionary<string, string> Options)
{
    public const string Usage = """
        gateway register VERB … --config FILE --as NAME
          list KIND [--why TEXT]                                the entries as CSV; the look is logged, and parties are masked unless somebody says why
          show KIND KEY [--why TEXT]                            one entry and what happened to it
          set KIND COLUMN=TEXT … --note TEXT [--evidence FILE]  proposes an entry, new or changed; key columns must be named, others stay as they are
          end KIND KEY --note TEXT [--evidence FILE]            proposes that it ends
          import KIND FILE [--replace] [--check] [--note TEXT]  proposes a file's entries (CSV); --replace ends those that it has not; --check proposes nothing
          export KIND FILE [--why TEXT]                         the register as CSV
          cut-over CODE,… --from DAY [--below] [--channel ID] --note TEXT [--evidence FILE]
                                                                the courts (--below: and those under them) go to 总对总; their 点对点 channel ends the day before
          KIND is channels, courts, funds, officers, protected-kinds or parties; a KEY's parts stand with "|" between
          another person agrees by gateway desk confirm; gateway desk show shows before and after
        """;

    private static readonly string[] Flags = ["--replace", "--check", "--below"];
    private static readonly string[] Known = ["--config", "--as", "--note", "--evidence", "--from", "--channel", "--why"];

    /// <summary>The words, or what is wrong with them.</summary>
    public static (RegisterArguments? Parsed, string? Fault) Parse(IReadOnlyList<string> words)
    {
        var (plain, options, fault) = CommandWords.Read(words, Flags, Known);
        if (fault is not null) return (null, fault);
        if (!options.TryGetValue("--as", out var name) || string.IsNullOrWhiteSpace(name)) return (null, "--as: who looks or proposes must be named");
        return plain is ["list", _] or ["show", _, _] or ["set", _, _, ..] or ["end", _, _] or ["import", _, _] or ["export", _, _] or ["cut-over", _]
            ? (new RegisterArguments([.. plain], options), null)
            : (null, $"register {string.Join(' ', plain)}: no such command");
    }

    public string Person => Options["--as"];

    public string ConfigFile => Options.GetValueOrDefault("--config", "gateway.json");

    public bool Has(string flag) => Options.ContainsKey(flag);

    /// <summary>An option's text; empty where it is not given.</summary>
    public string Text(string option) => Options.GetValueOrDefault(option, "");

    /// <summary>What the person proposes. Without --evidence an imported file is its own.</summary>
    /// <exception cref="DeskException">There is no such file.</exception>
    public async Task<DeskProposal> ProposalAsync(byte[] otherwise, CancellationToken cancel)
    {
        var evidence = Text("--evidence") is { Length: > 0 } file ? await ReadAsync(file, cancel).ConfigureAwait(false) : otherwise;
        return new DeskProposal(Person, DeskDecision.Approve, Text("--note"), evidence.Length == 0 ? "" : Sm3.HexHash(evidence), evidence);
    }

    /// <exception cref="DeskException">There is no such file.</exception>
    public static async Task<byte[]> ReadAsync(string file, CancellationToken cancel) =>
        File.Exists(file) ? await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false) : throw new DeskException($"{file}: no such file");
}

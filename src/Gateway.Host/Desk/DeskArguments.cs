using Gateway.Sealing;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary>The words behind <c>gateway desk</c>: a verb, what it is about, and options.</summary>
internal sealed record DeskArguments(string Verb, string Subject, IReadOnlyDictionary<string, string> Options)
{
    public const string Usage = """
        gateway desk VERB [OPTIONS] --config FILE --as NAME
          list [--order NO] [--all]                     tasks that are not done, or all; one that was refused shows why
          show ID [--reveal --why TEXT]                 one task, customers' data masked unless it must be seen; the look is logged
          propose ID --decide approve|reject --note TEXT [--evidence FILE]
          propose ID --decide return --note TEXT --contact NAME --phone NO
          confirm ID                                    another person than the maker agrees: it is carried out
          refuse ID --note TEXT                         another person does not agree: the task is open again
          open hand-over --first NO --second NO [--account NO] --evidence FILE [--note TEXT]
          open transfer --order NO --court CODE [--account NO] --evidence FILE [--note TEXT]
          open other-freeze --account NO [--sub-account NO] --authority NAME --document-no NO (--limit AMOUNT | --whole) [--from DAY] --to DAY [--evidence FILE]
               [--authority-kind court|police|procuratorate|state-security|supervision|other] [--asset-kind deposit|other-asset]   how long it may last; other, deposit
          open end-other-freeze --account NO [--sub-account NO] --authority NAME --document-no NO [--evidence FILE]
          open court-seal --court CODE --certificate FILE [--seal-id ID] --evidence FILE [--note TEXT]
          open end-court-seal --court CODE --certificate FILE|FINGERPRINT [--seal-id ID] --note TEXT
          open objection --order NO [--channel ID] [--line NO] --text-file FILE
                                                        the bank objects in writing (异议); another person agrees by confirm, and a sealed letter goes to the court
          open objection-outcome --objection ID --outcome withdrawn|upheld|rejected [--document-no NO] [--on DAY] [--evidence FILE] [--note TEXT]
          objections [--all]                            the bank's objections, and until when courts reply
          seals                                         what speaks for which court
        gateway parked VERB [OPTIONS] --config FILE --as NAME
          list [--reveal --why TEXT]                    parked accounts, why, and the instructions of the line that waits; the look is logged
          retry ACCOUNT | --all                         tried again at once, with what waits behind in its order
          settle ACCOUNT (--state STAGE.STEP=done|not-done,… [--payee-amount AMOUNT --rate RATE] | --nothing-done) --evidence FILE --note TEXT
                                                        what the core really did; another person agrees by gateway desk confirm
        gateway lookup --account NO --why REASON --config FILE --as NAME
                                                        for a customer who objects: court, case and officer; the look is logged
        gateway emergency VERB [OPTIONS] --config FILE --as NAME
          pause --measure 01…08|inquiry | --channel ID | --everything --why TEXT
                                                        at once, by one person; it holds over restarts
          resume PAUSE [--note TEXT]                    proposes that it goes on; another person agrees by gateway desk confirm
          status                                        what stands still, what waits, whom to call
        gateway offline VERB [OPTIONS] --config FILE --as NAME
          enter --file ORDER.json --scan KIND=FILE,… --served "yyyy-MM-dd HH:mm"
                                                        a paper order with its scans (ruling, notice, work-card …); another person agrees by gateway desk confirm
          receipts --to FOLDER --why TEXT               writes the receipts that no court has yet, as OFD, to be printed
          delivered NO                                  the court has this receipt
        """;

    private static readonly string[] Flags = ["--all", "--whole", "--nothing-done", "--reveal", "--everything"];
    private static readonly string[] Known =
    [
        "--config", "--as", "--order", "--decide", "--note", "--contact", "--phone", "--evidence", "--first", "--second", "--account", "--sub-account", "--court", "--authority", "--authority-kind", "--asset-kind", "--document-no", "--limit", "--from", "--to",
        "--certificate", "--seal-id",
        "--state", "--payee-amount", "--rate", "--why",
        "--measure", "--channel",
        "--file", "--scan", "--served",
        "--line", "--text-file", "--objection", "--outcome", "--on",
    ];

    /// <summary>The words, or what is wrong with them.</summary>
    public static (DeskArguments? Parsed, string? Fault) Parse(IReadOnlyList<string> words)
    {
        var (plain, options, fault) = CommandWords.Read(words, Flags, Known);
        if (fault is not null) return (null, fault);
        // A pause and the looks that show little need a reason of their own.
        var reasoned = plain is ["emergency" or "lookup" or "offline", ..];
        if (!reasoned && options.ContainsKey("--reveal") != options.ContainsKey("--why") || options.TryGetValue("--why", out var why) && string.IsNullOrWhiteSpace(why))
            return (null, "--reveal and --why TEXT: who sees customers' data says why");
        if (!options.TryGetValue("--as", out var name) || string.IsNullOrWhiteSpace(name)) return (null, "--as: who decides must be named");
        return plain switch
        {
            ["list" or "seals" or "objections" or "lookup"] => (new DeskArguments(plain[0], "", options), null),
            ["parked", "list"] or ["parked", "retry"] when plain[1] == "list" || options.ContainsKey("--all") => (new DeskArguments($"parked {plain[1]}", "", options), null),
            ["parked", "retry" or "settle", var account] => (new DeskArguments($"parked {plain[1]}", account, options), null),
            ["offline", "enter" or "receipts"] => (new DeskArguments($"offline {plain[1]}", "", options), null),
            ["offline", "delivered", var receipt] => (new DeskArguments("offline delivered", receipt, options), null),
            ["emergency", "pause" or "status"] => (new DeskArguments($"emergency {plain[1]}", "", options), null),
            ["emergency", "resume", var pause] => (new DeskArguments("emergency resume", pause, options), null),
            ["open" or "show" or "propose" or "confirm" or "refuse", var subject] => (new DeskArguments(plain[0], subject, options), null),
            _ => (null, $"desk {string.Join(' ', plain)}: no such command"),
        };
    }

    public string Person => Options["--as"];

    public string ConfigFile => Options.GetValueOrDefault("--config", "gateway.json");

    /// <summary>Why customers' data must be seen; null: masked will do.</summary>
    public string? Why => Options.GetValueOrDefault("--why");

    /// <summary>An option's text; empty where it is not given.</summary>
    public string Text(string option) => Options.GetValueOrDefault(option, "");

    /// <summary>What the person proposes, with the evidence file if one is named.</summary>
    /// <exception cref="DeskException">There is no such file.</exception>
    public async Task<DeskProposal> ProposalAsync(DeskDecision decision, CancellationToken cancel)
    {
        var (note, file) = (Text("--note"), Text("--evidence"));
        if (file.Length > 0 && !File.Exists(file)) throw new DeskException($"--evidence {file}: no such file");
        var evidence = file.Length == 0 ? [] : await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false);
        return new DeskProposal(Person, decision, note, file.Length == 0 ? "" : Sm3.HexHash(evidence), evidence) { Contact = Text("--contact"), Phone = Text("--phone") };
    }

    /// <exception cref="DeskException">It is missing.</exception>
    public string Required(string option) => Text(option) is { Length: > 0 } text ? text : throw new DeskException($"{option} is missing");
}

/// <summary>What is asked for cannot be done; the message says why.</summary>
internal sealed class DeskException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>1: it is not allowed; 2: the command or the configuration is wrong.</summary>
    public int ExitCode { get; } = exitCode;
}

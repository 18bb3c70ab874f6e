using System.Globalization;
using Gateway.CoreBanking;
using Gateway.Host.Configuration;
using Gateway.Host.Desk;
using Gateway.Host.Registers;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Ops.TakeOver;
using Gateway.Register.Accounts;
using Gateway.Register.Courts;
using Gateway.Sealing;
using Gateway.Store.Desk;

namespace Gateway.Host.TakeOver;

/// <summary><c>gateway takeover check|propose</c>: a thin shell over <see cref="TakeOverDesk"/>.</summary>
internal sealed class TakeOverCommand(IReadOnlyDictionary<string, string> options, TextWriter output)
{
    public const string Usage = """
        gateway takeover check|propose --freezes FILE [--claims FILE] [--payees FILE] [--officers FILE] [--note TEXT] --config FILE --as NAME
          check     a dry run: every fault of every file, and the sums against the core's holds
          propose   the same, and if nothing is wrong the freezes are laid ready and a task is opened at the desk; another person agrees by gateway desk confirm
        """;

    private static readonly string[] Known = ["--freezes", "--claims", "--payees", "--officers", "--note", "--config", "--as"];

    /// <returns>The exit code: 1 where something is wrong with the files, 2 where the command or the configuration is.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i + 1 < words.Count; i += 2) options[words[i]] = words[i + 1];
        if (words is not ["check" or "propose", ..] || words.Count % 2 == 0 || options.Keys.Any(o => !Known.Contains(o)) || !options.ContainsKey("--freezes") || string.IsNullOrWhiteSpace(options.GetValueOrDefault("--as")))
        {
            await errors.WriteLineAsync(Usage).ConfigureAwait(false);
            return GatewayProcess.Misconfigured;
        }

        try
        {
            await new TakeOverCommand(options, output).RunAsync(words[0] == "propose", cancel).ConfigureAwait(false);
            return 0;
        }
        catch (DeskException refused)
        {
            await errors.WriteLineAsync(refused.Message).ConfigureAwait(false);
            return refused.ExitCode;
        }
    }

    private async Task RunAsync(bool propose, CancellationToken cancel)
    {
        await using var opened = CommandStore.Of(options.GetValueOrDefault("--config", "gateway.json"));
        await opened.OpenAsync(cancel).ConfigureAwait(false);
        await using var parts = new ServiceCollection().AddLogging().AddCoreBanking(opened.Configuration).BuildServiceProvider();
        var rules = (opened.Configuration.GetSection(RulesOptions.Section).Get<RulesOptions>() ?? new RulesOptions()).ToRules(opened.Zone, new ProtectedKinds(ProtectedKinds.Shipped));
        var registers = new RegisterDesk(opened.Store, opened.Store, new Looks(opened.Store));
        var desk = new TakeOverDesk(opened.Store, opened.Store, opened.Store, opened.Store, registers, parts.GetRequiredService<ICoreBanking>(), new CourtBook(opened.Courts), rules, opened.Clock);

        var freezes = await RegisterArguments.ReadAsync(options["--freezes"], cancel).ConfigureAwait(false);
        var files = new TakeOverFiles(freezes, await OptionalAsync("--claims", cancel).ConfigureAwait(false), await OptionalAsync("--payees", cancel).ConfigureAwait(false), await OptionalAsync("--officers", cancel).ConfigureAwait(false));
        if (!propose)
        {
            await TellAsync(await desk.CheckAsync(options["--as"], files, cancel).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        var digest = Sm3.HexHash(freezes);
        var proposal = await desk.ProposeAsync(digest, files, new DeskProposal(options["--as"], DeskDecision.Approve, options.GetValueOrDefault("--note", ""), digest, freezes), cancel).ConfigureAwait(false);
        await TellAsync(proposal.Report).ConfigureAwait(false);
        if (proposal.Fault is { } fault) throw new DeskException(DeskText.Of(fault));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"task {proposal.TaskId}")).ConfigureAwait(false);
    }

    /// <exception cref="DeskException">Something is wrong.</exception>
    private async Task TellAsync(TakeOverReport report)
    {
        await output.WriteLineAsync(TakeOverDesk.Summary(report)).ConfigureAwait(false);
        if (report.Faults.Count > 0) throw new DeskException(string.Join('\n', report.Faults));
    }

    private async Task<ReadOnlyMemory<byte>?> OptionalAsync(string option, CancellationToken cancel)
    {
        // No conditional expression: null would be an empty file there.
        if (!options.TryGetValue(option, out var file)) return null;
        return await RegisterArguments.ReadAsync(file, cancel).ConfigureAwait(false);
    }
}

using System.Globalization;
using Gateway.Host.Desk;
using Gateway.Ops.Csv;
using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Store.Desk;
using Gateway.Store.Registers;

namespace Gateway.Host.Registers;

/// <summary><c>gateway register …</c>: a thin shell over <see cref="RegisterDesk"/>.</summary>
internal sealed class RegisterCommand(RegisterArguments arguments, RegisterDesk registers, TextWriter output)
{
    private const int PageLength = 500;

    /// <returns>The exit code: 1 where nothing was proposed, 2 where the command or the configuration is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var (arguments, fault) = RegisterArguments.Parse(words);
        if (arguments is null)
        {
            await errors.WriteLineAsync($"{fault}\n{RegisterArguments.Usage}").ConfigureAwait(false);
            return GatewayProcess.Misconfigured;
        }

        try
        {
            await using var opened = CommandStore.Of(arguments.ConfigFile);
            await opened.OpenAsync(cancel).ConfigureAwait(false);
            await new RegisterCommand(arguments, new RegisterDesk(opened.Store, opened.Store, new Looks(opened.Store)), output).RunAsync(cancel).ConfigureAwait(false);
            return 0;
        }
        catch (DeskException refused)
        {
            await errors.WriteLineAsync(refused.Message).ConfigureAwait(false);
            return refused.ExitCode;
        }
    }

    private Task RunAsync(CancellationToken cancel) => arguments.Words switch
    {
        ["list", var kind] => ListAsync(Schema(kind), cancel),
        ["show", var kind, var key] => ShowAsync(Schema(kind), key, cancel),
        ["set", var kind, .. var texts] => ToldAsync(async () => await registers.SetAsync(Schema(kind).Kind, Texts(texts), await ProposalAsync([], cancel).ConfigureAwait(false), cancel).ConfigureAwait(false)),
        ["end", var kind, var key] => ToldAsync(async () => await registers.EndAsync(Schema(kind).Kind, key, await ProposalAsync([], cancel).ConfigureAwait(false), cancel).ConfigureAwait(false)),
        ["import", var kind, var file] => ImportAsync(Schema(kind), file, cancel),
        ["export", var kind, var file] => ExportAsync(Schema(kind), file, cancel),
        [_, var courts] => CutOverAsync(courts, cancel),
        _ => throw new DeskException("no such command"),
    };

    private async Task ListAsync(RegisterSchema schema, CancellationToken cancel)
    {
        var sight = await LookAsync(schema, cancel).ConfigureAwait(false);
        await output.WriteAsync(CsvWriter.Line(schema.Columns.Select(c => c.Name))).ConfigureAwait(false);
        var after = "";
        while (await registers.ListAsync(schema.Kind, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var entry in page) await output.WriteAsync(CsvWriter.Line(schema.Columns.Select(c => entry.Text(c.Name, sight)))).ConfigureAwait(false);
            after = page[^1].Key;
        }
    }

    private async Task ShowAsync(RegisterSchema schema, string key, CancellationToken cancel)
    {
        var sight = await LookAsync(schema, cancel).ConfigureAwait(false);
        var (entry, log) = await registers.ShowAsync(schema.Kind, key, cancel).ConfigureAwait(false);
        if (entry is null && log.Count == 0) throw new DeskException($"{schema.Word} {key}: the register never had such an entry");
        foreach (var column in schema.Columns.Where(c => entry?[c.Name].Length > 0)) await output.WriteLineAsync($"{column.Name}: {entry!.Text(column.Name, sight)}").ConfigureAwait(false);
        foreach (var change in log)
        {
            var by = change.TaskId is { } task ? string.Create(CultureInfo.InvariantCulture, $"task {task}") : change.Source;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{change.ChangeNo}\t{change.At:u}\t{by}\t{(change.After is null ? "ended" : string.Join(", ", change.After.Texts.Keys.Order(StringComparer.Ordinal).Select(c => $"{c}={change.After.Text(c, sight)}")))}")).ConfigureAwait(false);
        }
    }

    private async Task ImportAsync(RegisterSchema schema, string file, CancellationToken cancel)
    {
        var bytes = await RegisterArguments.ReadAsync(file, cancel).ConfigureAwait(false);
        var options = new ImportOptions(arguments.Has("--replace"), arguments.Has("--check"));
        await ToldAsync(async () => await registers.ImportAsync(schema.Kind, bytes, options, await ProposalAsync(bytes, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task ExportAsync(RegisterSchema schema, string file, CancellationToken cancel)
    {
        await File.WriteAllBytesAsync(file, await registers.ExportAsync(schema.Kind, await LookAsync(schema, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        await output.WriteLineAsync(file).ConfigureAwait(false);
    }

    private async Task CutOverAsync(string courts, CancellationToken cancel)
    {
        if (!DateOnly.TryParseExact(arguments.Text("--from"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) throw new DeskException("--from: must be the day (yyyy-MM-dd)");
        var wish = new CutOver(courts.Split(',', StringSplitOptions.RemoveEmptyEntries), arguments.Has("--below"), day, arguments.Text("--channel"));
        await ToldAsync(async () => await registers.CutOverAsync(wish, await ProposalAsync([], cancel).ConfigureAwait(false), cancel).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task ToldAsync(Func<Task<RegisterProposal>> propose)
    {
        var proposal = await propose().ConfigureAwait(false);
        if (proposal.Faults.Count > 0) throw new DeskException(string.Join('\n', proposal.Faults));
        if (proposal.Fault is { } fault) throw new DeskException(DeskText.Of(fault));
        foreach (var item in proposal.Items.Where(i => i.After is null || proposal.Items.Count <= PageLength)) await output.WriteLineAsync(RegisterText.Of(item, Sight.OfMasked)).ConfigureAwait(false);
        await output.WriteLineAsync(proposal.TaskId > 0
            ? string.Create(CultureInfo.InvariantCulture, $"task {proposal.TaskId}: {proposal.Items.Count} entries")
            : string.Create(CultureInfo.InvariantCulture, $"{proposal.Items.Count} entries would change; nothing was proposed")).ConfigureAwait(false);
    }

    private Task<Sight> LookAsync(RegisterSchema schema, CancellationToken cancel) =>
        registers.LookAsync(arguments.Person, schema.Kind, arguments.Text("--why") is { Length: > 0 } why ? why : null, cancel);

    private Task<DeskProposal> ProposalAsync(byte[] file, CancellationToken cancel) => arguments.ProposalAsync(file, cancel);

    private static RegisterSchema Schema(string word) =>
        RegisterSchema.Find(word) ?? throw new DeskException($"{word}: must be {string.Join(", ", RegisterSchema.All.Select(s => s.Word))}", GatewayProcess.Misconfigured);

    private static Dictionary<string, string> Texts(IEnumerable<string> words)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new DeskException($"{word}: must be COLUMN=TEXT");
            texts[word[..at]] = word[(at + 1)..];
        }

        return texts;
    }
}

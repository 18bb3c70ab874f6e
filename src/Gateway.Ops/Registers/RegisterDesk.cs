using System.Globalization;
using Gateway.Ops.Csv;
using Gateway.Ops.Privacy;
using Gateway.Store.Desk;
using Gateway.Store.Registers;

namespace Gateway.Ops.Registers;

/// <summary>The registers as people work with them, whether by command, by call or in a console: looks, and proposals that a second person confirms at the desk.</summary>
public sealed class RegisterDesk(IRegisterStore registers, IDeskStore desk, Looks looks)
{
    private const int PageLength = 500;

    /// <summary>A look at a register, in the audit chain before anything is shown.</summary>
    /// <param name="why">Why customers' data must be seen; null: masked.</param>
    public Task<Sight> LookAsync(string person, RegisterKind kind, string? why, CancellationToken cancel) => looks.AtAsync(person, $"register:{kind}", why, cancel);

    /// <summary>A page of a register.</summary>
    public Task<IReadOnlyList<RegisterEntry>> ListAsync(RegisterKind kind, string after, int max, CancellationToken cancel) => registers.ReadEntriesAsync(kind, after, max, cancel);

    /// <summary>One entry, null where there is none now, and what happened to it.</summary>
    public async Task<(RegisterEntry? Entry, IReadOnlyList<RegisterLogEntry> Log)> ShowAsync(RegisterKind kind, string key, CancellationToken cancel) =>
        (await registers.FindEntryAsync(kind, key, cancel).ConfigureAwait(false), await registers.ReadLogAsync(kind, key, cancel).ConfigureAwait(false));

    /// <summary>Proposes to set columns of one entry, which need not be there yet. The key's columns must be among them.</summary>
    public async Task<RegisterProposal> SetAsync(RegisterKind kind, IReadOnlyDictionary<string, string> texts, DeskProposal proposal, CancellationToken cancel)
    {
        var wanted = new RegisterEntry(kind, texts);
        var before = await registers.FindEntryAsync(kind, wanted.Key, cancel).ConfigureAwait(false);
        var after = before is null ? wanted : before.With(texts.Select(t => (t.Key, t.Value)));
        return await ProposeAsync([(0, new RegisterItem(kind, wanted.Key, before, after))], [], proposal, checkOnly: false, cancel).ConfigureAwait(false);
    }

    /// <summary>Proposes to end one entry.</summary>
    public async Task<RegisterProposal> EndAsync(RegisterKind kind, string key, DeskProposal proposal, CancellationToken cancel)
    {
        var before = await registers.FindEntryAsync(kind, key, cancel).ConfigureAwait(false);
        return await ProposeAsync([(0, new RegisterItem(kind, key, before, null))], [], proposal, checkOnly: false, cancel).ConfigureAwait(false);
    }

    /// <summary>Proposes what makes the register hold a file's entries; those that it holds already change nothing.</summary>
    public async Task<RegisterProposal> ImportAsync(RegisterKind kind, ReadOnlyMemory<byte> file, ImportOptions options, DeskProposal proposal, CancellationToken cancel)
    {
        var (items, faults) = await ItemsOfAsync(kind, file, options.Replace, cancel).ConfigureAwait(false);
        return await ProposeAsync(items, faults, proposal, options.CheckOnly, cancel).ConfigureAwait(false);
    }

    /// <summary>What a file would change, with the lines of its entries, and what is wrong with it by itself.</summary>
    public async Task<(IReadOnlyList<(int Line, RegisterItem Item)> Items, IReadOnlyList<ProposalFault> Faults)> ItemsOfAsync(RegisterKind kind, ReadOnlyMemory<byte> file, bool replace, CancellationToken cancel)
    {
        var schema = RegisterSchema.Of(kind);
        var (rows, broken) = CsvReader.Read(file.Span, [.. schema.Columns.Select(c => c.Name)], [.. schema.KeyColumns.Select(c => c.Name)]);
        var faults = broken.Select(f => new ProposalFault(f.Line, f.Column, f.Reason)).ToList();
        var there = (await registers.ReadRegistersAsync([kind], cancel).ConfigureAwait(false)).Entries;
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var items = new List<(int, RegisterItem)>();
        foreach (var row in rows)
        {
            var entry = new RegisterEntry(kind, row.Texts);
            var before = there.GetValueOrDefault((kind, entry.Key));
            if (!lines.TryAdd(entry.Key, row.Line)) faults.Add(new ProposalFault(row.Line, "", string.Create(CultureInfo.InvariantCulture, $"is the entry of line {lines[entry.Key]} again")));
            else if (!entry.Equals(before)) items.Add((row.Line, new RegisterItem(kind, entry.Key, before, entry)));
        }

        if (replace) items.AddRange(there.Where(e => !lines.ContainsKey(e.Key.Key)).Select(e => (0, new RegisterItem(kind, e.Key.Key, e.Value, null))));
        return (items, faults);
    }

    /// <summary>The register as a file that <see cref="ImportAsync"/> takes: taken in again it changes nothing.</summary>
    /// <param name="sight">A look that masks makes a file that says less, and is not to be taken in again.</param>
    public async Task<byte[]> ExportAsync(RegisterKind kind, Sight sight, CancellationToken cancel)
    {
        var columns = RegisterSchema.Of(kind).Columns;
        var text = new System.Text.StringBuilder(CsvWriter.Line(columns.Select(c => c.Name)));
        var after = "";
        while (await registers.ReadEntriesAsync(kind, after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var entry in page) text.Append(CsvWriter.Line(columns.Select(c => entry.Text(c.Name, sight))));
            after = page[^1].Key;
        }

        return CsvText.Encode(text.ToString());
    }

    /// <summary>Proposes that courts go to 总对总 on a day: both sides of it are one decision.</summary>
    public async Task<RegisterProposal> CutOverAsync(CutOver wish, DeskProposal proposal, CancellationToken cancel)
    {
        var (items, fault) = CutOverPlan.Of(await registers.ReadRegistersAsync(RegisterRules.Whole, cancel).ConfigureAwait(false), wish);
        return await ProposeAsync([.. items.Select(i => (0, i))], fault is null ? [] : [new ProposalFault(0, "", fault)], proposal, checkOnly: false, cancel).ConfigureAwait(false);
    }

    /// <summary>Judges a change, and opens its task where nothing is wrong.</summary>
    public async Task<RegisterProposal> ProposeAsync(
        IReadOnlyList<(int Line, RegisterItem Item)> numbered, IReadOnlyList<ProposalFault> found, DeskProposal proposal, bool checkOnly, CancellationToken cancel)
    {
        var items = numbered.Select(n => n.Item).ToList();
        var faults = found.ToList();
        if (items.Count == 0 && faults.Count == 0) faults.Add(new ProposalFault(0, "", "nothing would change"));
        if (items.Count > 0)
        {
            var lines = numbered.ToDictionary(n => (n.Item.Kind, n.Item.Key), n => n.Line);
            var change = new RegisterChange(items);
            var now = await registers.ReadRegistersAsync(RegisterRules.Whole, cancel).ConfigureAwait(false);
            faults.AddRange(RegisterRules.Faults(change, now).Select(f => lines.GetValueOrDefault((f.Kind, f.Key)) is > 0 and var line
                ? new ProposalFault(line, f.Column, f.Reason) : new ProposalFault(0, f.Column, $"{RegisterSchema.Of(f.Kind).Word} {f.Key}: {f.Reason}")));
        }

        if (faults.Count > 0 || checkOnly) return new RegisterProposal(0, items, [.. faults.OrderBy(f => f.Line)], null);
        var (taskId, fault) = await desk.OpenTaskAsync(new NewDeskTask(new RegisterChange(items), Summary(items)), proposal, cancel).ConfigureAwait(false);
        return new RegisterProposal(fault is null ? taskId : 0, items, [], fault);
    }

    private static string Summary(List<RegisterItem> items) => string.Join("; ", items.GroupBy(i => i.Kind).Select(g => string.Create(
        CultureInfo.InvariantCulture,
        $"{RegisterSchema.Of(g.Key).Word}: {g.Count(i => i.Before is null)} new, {g.Count(i => i is { Before: not null, After: not null })} changed, {g.Count(i => i.After is null)} ended")));
}

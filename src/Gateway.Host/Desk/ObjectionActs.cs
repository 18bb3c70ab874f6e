using System.Globalization;
using System.Text.Json;
using Gateway.Host.Configuration;
using Gateway.Register.Courts;
using Gateway.Store;
using Gateway.Store.Desk;
using Gateway.Store.Objections;

namespace Gateway.Host.Desk;

/// <summary>The bank's objections (异议) as people raise, close and list them.</summary>
internal sealed class ObjectionActs(DeskArguments arguments, IStore store, IObjectionStore objections, CourtDirectory courts, TimeZoneInfo zone, TimeProvider clock)
{
    /// <exception cref="DeskException">Something is missing or means nothing.</exception>
    public Task<NewDeskTask> ReadAsync(CancellationToken cancel) => arguments.Subject == "objection" ? RaiseAsync(cancel) : CloseAsync(cancel);

    /// <summary>One line an objection: number, order, line, state, days, the letter's number.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancel)
    {
        var list = await objections.ReadObjectionsAsync(arguments.Options.ContainsKey("--all"), cancel).ConfigureAwait(false);
        return [.. list.Select(o => string.Create(
            CultureInfo.InvariantCulture,
            $"{o.ObjectionId}\t{o.Order}\t{(o.LineNo.Length == 0 ? "-" : o.LineNo)}\t{o.State}\t{(o.ReplyUntil is { } until ? string.Create(CultureInfo.InvariantCulture, $"reply until {until:yyyy-MM-dd}\tletter {o.Sequence}") : "letter under way")}\t{o.OutcomeDocument} {o.OutcomeDay:yyyy-MM-dd}").TrimEnd())];
    }

    private async Task<NewDeskTask> RaiseAsync(CancellationToken cancel)
    {
        var number = arguments.Required("--order");
        var file = arguments.Required("--text-file");
        if (!File.Exists(file)) throw new DeskException($"--text-file {file}: no such file");
        var text = (await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false)).Trim();
        if (text.Length == 0) throw new DeskException($"--text-file {file}: says nothing");
        var known = await store.FindOrderAsync(Channel(), number, cancel).ConfigureAwait(false) ?? throw new DeskException($"--order {number}: {DeskText.Of(DeskFault.NoSuchOrder)}");
        var line = arguments.Text("--line");
        var order = (await store.ReadOrderAsync(known.Key, cancel).ConfigureAwait(false))!.Order;
        if (line.Length > 0 && order.Lines.All(l => l.LineNo != line)) throw new DeskException($"--line {line}: the order has no such line");
        return NewDeskTask.About(DeskTaskKind.Objection, JsonSerializer.Serialize(new ObjectionSubject(known.Key, line, text)), text) with
        {
            Order = known.Key,
            LineNo = line,
        };
    }

    private string Channel() =>
        arguments.Text("--channel") is { Length: > 0 } named ? named : courts.Channels.Count == 1 ? courts.Channels[0].Id : throw new DeskException("--channel is missing: there are several");

    private async Task<NewDeskTask> CloseAsync(CancellationToken cancel)
    {
        var number = arguments.Required("--objection");
        var list = await objections.ReadObjectionsAsync(closedToo: false, cancel).ConfigureAwait(false);
        var objection = list.FirstOrDefault(o => o.ObjectionId.ToString(CultureInfo.InvariantCulture) == number) ?? throw new DeskException($"--objection {number}: {DeskText.Of(DeskFault.ObjectionClosed)}");
        var word = arguments.Required("--outcome");
        if (Words.Parse<ObjectionState>(word) is not { } outcome || outcome == ObjectionState.Open) throw new DeskException($"--outcome {word}: must be withdrawn, upheld or rejected");
        var document = outcome == ObjectionState.Withdrawn ? arguments.Text("--document-no") : arguments.Required("--document-no");
        var day = arguments.Text("--on") is { Length: > 0 } on ? Day(on) : ObjectionClock.DateOf(clock.GetUtcNow(), zone);
        return NewDeskTask.About(DeskTaskKind.ObjectionOutcome, JsonSerializer.Serialize(new ObjectionOutcomeSubject(objection.ObjectionId, outcome, document, day)), $"{word} {document}".Trim()) with
        {
            Order = objection.Order,
            LineNo = objection.LineNo,
        };
    }

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new DeskException($"--on {text}: no day (yyyy-MM-dd)");
}

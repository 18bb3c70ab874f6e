using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Ops.Acts;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary>What people raise themselves, read from the command: which freezes, which court, which authority.</summary>
internal sealed class DeskActs(DeskArguments arguments, IDeskStore desk, CourtDirectory courts)
{
    private readonly ActPlan _plan = new(desk, new CourtBook(courts));

    /// <exception cref="DeskException">Something is missing or means nothing.</exception>
    public async Task<NewDeskTask> ReadAsync(CancellationToken cancel) => arguments.Subject switch
    {
        "hand-over" => Required(await _plan.HandOverAsync(arguments.Required("--first"), arguments.Required("--second"), arguments.Text("--account"), arguments.Text("--note"), cancel).ConfigureAwait(false)),
        "transfer" => Required(await _plan.TransferAsync(arguments.Required("--order"), arguments.Required("--court"), arguments.Text("--account"), arguments.Text("--note"), cancel).ConfigureAwait(false)),
        "other-freeze" => ActPlan.Enter(Form()),
        "end-other-freeze" => ActPlan.End(arguments.Required("--account"), arguments.Text("--sub-account"), arguments.Required("--authority"), arguments.Required("--document-no")),
        "court-seal" => DeskSeals.Enter(arguments, courts),
        "end-court-seal" => DeskSeals.End(arguments),
        _ => throw new DeskException($"open {arguments.Subject}: must be hand-over, transfer, other-freeze, end-other-freeze, court-seal or end-court-seal"),
    };

    private OtherFreezeForm Form() => new(
        arguments.Required("--account"), arguments.Text("--sub-account"), arguments.Required("--authority"), arguments.Required("--document-no"),
        Word<AuthorityKind>("--authority-kind") ?? AuthorityKind.Other, Word<AssetKind>("--asset-kind") ?? AssetKind.Deposit,
        arguments.Options.ContainsKey("--whole") ? null : Amount(arguments.Required("--limit")),
        arguments.Text("--from") is { Length: > 0 } from ? Day("--from", from) : null, Day("--to", arguments.Required("--to")));

    private NewDeskTask Required((NewDeskTask? Task, ActFault? Fault) planned)
    {
        if (planned.Fault is not { } fault) return planned.Task!;
        var option = fault.Field switch { "first-order" => "--first", "second-order" => "--second", var field => $"--{field}" };
        throw new DeskException(arguments.Text(option) is { Length: > 0 } text ? $"{option} {text}: {fault.Reason}" : $"{option}: {fault.Reason}");
    }

    /// <summary>An option that is a word; null where it is not given.</summary>
    private T? Word<T>(string option)
        where T : struct, Enum
    {
        var word = arguments.Text(option);
        return word.Length == 0 ? null : Words.Parse<T>(word) ?? throw new DeskException($"{option} {word}: must be {string.Join(" or ", Enum.GetValues<T>().Select(Words.Of))}");
    }

    private static decimal Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0 ? amount : throw new DeskException($"--limit {text}: no amount");

    private static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new DeskException($"{option} {text}: no day (yyyy-MM-dd)");
}

using System.Globalization;
using Gateway.Host.Configuration;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary>What people raise themselves, read from the command: which freezes, which court, which authority.</summary>
internal sealed class DeskActs(DeskArguments arguments, IDeskStore desk, CourtDirectory courts)
{
    /// <exception cref="DeskException">Something is missing or means nothing.</exception>
    public async Task<NewDeskTask> ReadAsync(CancellationToken cancel) => arguments.Subject switch
    {
        "hand-over" => await HandOverAsync(cancel).ConfigureAwait(false),
        "transfer" => await TransferAsync(cancel).ConfigureAwait(false),
        "other-freeze" => OtherFreeze(DeskTaskKind.EnterOtherFreeze, Entry()),
        "end-other-freeze" => OtherFreeze(DeskTaskKind.EndOtherFreeze, Named()),
        "court-seal" => DeskSeals.Enter(arguments, courts),
        "end-court-seal" => DeskSeals.End(arguments),
        _ => throw new DeskException($"open {arguments.Subject}: must be hand-over, transfer, other-freeze, end-other-freeze, court-seal or end-court-seal"),
    };

    // The number is the store's to give.
    private static DeskAct NewAct => new() { TaskId = 0 };

    private async Task<NewDeskTask> HandOverAsync(CancellationToken cancel)
    {
        var first = await LiveAsync("--first", cancel).ConfigureAwait(false);
        var second = await LiveAsync("--second", cancel).ConfigureAwait(false);
        var pairs = first.SelectMany(f => second.Where(s => s.Register == f.Register && s.FreezeId != f.FreezeId).Select(s => (First: f, Second: s))).ToList();
        if (pairs.Count != 1) throw new DeskException(pairs.Count == 0 ? "the two orders have no live freezes on one register" : "the two orders have several freezes: name the --account");
        var (one, other) = pairs[0];
        return new NewDeskTask(DeskTaskKind.HandOver, one.Register.Account, one.Register.SubAccount, NewAct with { FreezeId = one.FreezeId, OtherFreezeId = other.FreezeId }, arguments.Text("--note"));
    }

    private async Task<NewDeskTask> TransferAsync(CancellationToken cancel)
    {
        var code = arguments.Required("--court");
        var court = courts.FindCourt(code) ?? throw new DeskException($"--court {code}: not in the directory");
        if (!courts.Channels.Any(c => c.SpeaksFor(code))) throw new DeskException($"--court {code}: no channel speaks for it, so nobody could be told of the freeze");
        var freezes = await LiveAsync("--order", cancel).ConfigureAwait(false);
        if (freezes.Count > 1) throw new DeskException("the order has several freezes: name the --account");
        var freeze = freezes[0];
        return new NewDeskTask(
            DeskTaskKind.Transfer, freeze.Register.Account, freeze.Register.SubAccount,
            NewAct with { FreezeId = freeze.FreezeId, CourtCode = court.Code, CourtName = court.Name }, arguments.Text("--note"));
    }

    private NewDeskTask OtherFreeze(DeskTaskKind kind, DeskAct act) =>
        new(kind, arguments.Required("--account"), arguments.Text("--sub-account"), act, $"{act.Authority} {act.DocumentNo}");

    private DeskAct Named() => NewAct with { Authority = arguments.Required("--authority"), DocumentNo = arguments.Required("--document-no") };

    private DeskAct Entry() => Named() with
    {
        AuthorityKind = Word<AuthorityKind>("--authority-kind") ?? AuthorityKind.Other,
        AssetKind = Word<AssetKind>("--asset-kind") ?? AssetKind.Deposit,
        Limit = arguments.Options.ContainsKey("--whole") ? null : Amount(arguments.Required("--limit")),
        From = arguments.Text("--from") is { Length: > 0 } from ? Day("--from", from) : null,
        To = Day("--to", arguments.Required("--to")),
    };

    private async Task<IReadOnlyList<Freeze>> LiveAsync(string option, CancellationToken cancel)
    {
        var order = arguments.Required(option);
        var account = arguments.Text("--account");
        var live = (await desk.ReadFreezesOfOrderAsync(order, cancel).ConfigureAwait(false)).Where(f => f.Live && (account.Length == 0 || f.Register.Account == account)).ToList();
        return live.Count > 0 ? live : throw new DeskException($"{option} {order}: has no live freeze");
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

using System.Globalization;
using Gateway.Ops.Parking;
using Gateway.Ops.Privacy;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Store;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary><c>gateway parked …</c>: accounts that stopped. Retried by one person; settled by two, who state what the core really did, so that the line's outcome follows from it.</summary>
internal sealed class ParkedActs(DeskArguments arguments, IDeskStore desk, IStore store, SettlementDesk settlements, TextWriter output)
{
    private const int PageLength = 200;

    public Task RunAsync(CancellationToken cancel) => arguments.Verb switch
    {
        "parked list" => ListAsync(cancel),
        "parked retry" when arguments.Subject.Length > 0 => RetryOneAsync(cancel),
        "parked retry" => RetryAllAsync(cancel),
        _ => SettleAsync(cancel),
    };

    private async Task ListAsync(CancellationToken cancel)
    {
        var sight = await new Looks(store).AtAsync(arguments.Person, "parked accounts", arguments.Why, cancel).ConfigureAwait(false);
        await foreach (var parked in ParkedAsync(cancel).ConfigureAwait(false))
        {
            await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{sight.Number(parked.Account)}\tsince {parked.Since:u}\t{parked.WaitingLines} line(s)\t{parked.Cause}")).ConfigureAwait(false);
            if (await store.OpenTurnAsync(parked.Account, cancel).ConfigureAwait(false) is not { } turn) continue;
            await WriteAsync($"  line {turn.Order?.ToString() ?? "-"} {turn.Line.LineNo} {turn.Line.Measure}{(SettlementDesk.Intents(turn).Any() ? "" : ": nothing was asked of the core yet")}").ConfigureAwait(false);
            foreach (var intent in SettlementDesk.Intents(turn))
            {
                for (var i = 0; i < intent.Decision.Instructions.Count; i++)
                    await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"  {intent.Stage}.{i + 1}\t{Words(intent.Decision.Instructions[i], sight)}")).ConfigureAwait(false);
            }
        }
    }

    private async Task RetryOneAsync(CancellationToken cancel)
    {
        if (!await desk.RedriveAsync(arguments.Subject, arguments.Person, cancel).ConfigureAwait(false)) throw new DeskException($"{arguments.Subject}: is not parked");
        await WriteAsync("1 account is tried again").ConfigureAwait(false);
    }

    private async Task RetryAllAsync(CancellationToken cancel)
    {
        var count = 0;
        await foreach (var parked in ParkedAsync(cancel).ConfigureAwait(false))
        {
            if (await desk.RedriveAsync(parked.Account, arguments.Person, cancel).ConfigureAwait(false)) count++;
        }

        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{count} account(s) are tried again")).ConfigureAwait(false);
    }

    private async Task SettleAsync(CancellationToken cancel)
    {
        var stated = arguments.Options.ContainsKey("--nothing-done") ? [] : Stated();
        var proposal = await arguments.ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false);
        var settled = await settlements.ProposeAsync(arguments.Subject, stated, proposal with { Note = arguments.Required("--note") }, cancel).ConfigureAwait(false);
        if (settled.Fault is { } fault) throw new DeskException(Words(fault, settled.Stated));
        if (settled.DeskFault is { } why) throw new DeskException(DeskText.Of(why));
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"task {settled.TaskId}")).ConfigureAwait(false);
    }

    private List<StatedInstruction> Stated()
    {
        var stated = new List<StatedInstruction>();
        foreach (var part in arguments.Required("--state").Split(','))
        {
            var words = part.Split('=', '.');
            if (words is not [var stage, var step, "done" or "not-done"] || !int.TryParse(stage, CultureInfo.InvariantCulture, out var s) || !int.TryParse(step, CultureInfo.InvariantCulture, out var i))
                throw new DeskException($"--state {part}: must be STAGE.STEP=done or STAGE.STEP=not-done");
            stated.Add(new StatedInstruction(s, i, words[2] == "done", arguments.Text("--payee-amount"), arguments.Text("--rate")));
        }

        return stated;
    }

    private string Words(SettlementFault fault, StatedInstruction? stated) => fault switch
    {
        SettlementFault.NoLine => $"{arguments.Subject}: no line waits",
        SettlementFault.NotParked => $"{arguments.Subject}: is not parked",
        SettlementFault.OwnLine => "--nothing-done: the line is the bank's own; cure the cause and retry",
        SettlementFault.AskedAlready => "--nothing-done: the core was asked already; --state says what it did with each instruction",
        SettlementFault.NoSuchInstruction => string.Create(CultureInfo.InvariantCulture, $"--state {stated!.Stage}.{stated.Step}={(stated.Done ? "done" : "not-done")}: the line has no such instruction"),
        SettlementFault.PayeeAmount => $"--payee-amount {stated!.PayeeAmount}: no amount",
        SettlementFault.Rate => "--rate: is required",
        _ => "--note: is required",
    };

    private async IAsyncEnumerable<ParkedAccount> ParkedAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = "";
        while (await store.ReadParkedAsync(after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var parked in page) yield return parked;
            after = page[^1].Account;
        }
    }

    private static string Words(CoreInstruction instruction, Sight sight) => instruction switch
    {
        PutHold put => $"put hold {put.HoldId} {Money(put.LimitMinor, put.Currency)}",
        ChangeHold change => $"change hold {change.HoldId} {Money(change.LimitMinor, change.Currency)}",
        RemoveHold remove => $"remove hold {remove.HoldId}",
        Debit debit => $"debit {Money(debit.AmountMinor, debit.Currency)} to {sight.Number(debit.Payee.Account)}",
        _ => instruction.GetType().Name,
    };

    private static string Money(long? minor, string currency) => minor is { } amount ? $"{Currencies.ToText(amount, currency)} {currency}" : "whole account";

    private Task WriteAsync(string line) => output.WriteLineAsync(line);
}

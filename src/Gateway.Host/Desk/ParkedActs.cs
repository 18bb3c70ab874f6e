using System.Globalization;
using Gateway.Ops.Privacy;
using Gateway.Register;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Desk;

namespace Gateway.Host.Desk;

/// <summary><c>gateway parked …</c>: accounts that stopped. Retried by one person; settled by two, who state what the core really did, so that the line's outcome follows from it.</summary>
internal sealed class ParkedActs(DeskArguments arguments, IDeskStore desk, IStore store, TimeProvider clock, TextWriter output)
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
            await WriteAsync($"  line {turn.Order?.ToString() ?? "-"} {turn.Line.LineNo} {turn.Line.Measure}{(Intents(turn).Any() ? "" : ": nothing was asked of the core yet")}").ConfigureAwait(false);
            foreach (var intent in Intents(turn))
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
        var account = arguments.Subject;
        if (await store.OpenTurnAsync(account, cancel).ConfigureAwait(false) is not { } turn) throw new DeskException($"{account}: no line waits");
        if (turn.ParkedCause is null) throw new DeskException($"{account}: is not parked");
        var settled = arguments.Options.ContainsKey("--nothing-done") ? NothingDone(turn) : Stated(turn);
        var task = new NewDeskTask(DeskTaskKind.Settle, account, turn.Line.SubAccount, new DeskAct { TaskId = 0, Settled = settled }, arguments.Required("--note"))
        {
            LineId = turn.LineId,
            Order = turn.Order,
            LineNo = turn.Line.LineNo,
        };
        var (id, fault) = await desk.OpenTaskAsync(task, await arguments.ProposalAsync(DeskDecision.Approve, cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        if (fault is { } why) throw new DeskException(DeskText.Of(why));
        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"task {id}")).ConfigureAwait(false);
    }

    private static IReadOnlyList<SettledInstruction> NothingDone(AccountTurn turn)
    {
        if (turn.Order is null) throw new DeskException("--nothing-done: the line is the bank's own; cure the cause and retry");
        return Intents(turn).Any() ? throw new DeskException("--nothing-done: the core was asked already; --state says what it did with each instruction") : [];
    }

    private List<SettledInstruction> Stated(AccountTurn turn)
    {
        var settled = new List<SettledInstruction>();
        foreach (var part in arguments.Required("--state").Split(','))
        {
            var words = part.Split('=', '.');
            if (words is not [var stage, var step, "done" or "not-done"] || !int.TryParse(stage, CultureInfo.InvariantCulture, out var s) || !int.TryParse(step, CultureInfo.InvariantCulture, out var i))
                throw new DeskException($"--state {part}: must be STAGE.STEP=done or STAGE.STEP=not-done");
            var instruction = Intents(turn).FirstOrDefault(intent => intent.Stage == s)?.Decision.Instructions.ElementAtOrDefault(i - 1) ?? throw new DeskException($"--state {part}: the line has no such instruction");
            settled.Add(new SettledInstruction(s, i, words[2] == "done", PayeeAmount(instruction), arguments.Text("--rate"), clock.GetUtcNow()));
        }

        return settled;
    }

    private long? PayeeAmount(CoreInstruction instruction)
    {
        if (instruction is not Debit debit || debit.PayeeCurrency == debit.Currency) return null;
        var text = arguments.Required("--payee-amount");
        arguments.Required("--rate");
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && Currencies.ToMinor(amount, debit.PayeeCurrency) is { } minor
            ? minor
            : throw new DeskException($"--payee-amount {text}: no amount");
    }

    private async IAsyncEnumerable<ParkedAccount> ParkedAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var after = "";
        while (await store.ReadParkedAsync(after, PageLength, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var parked in page) yield return parked;
            after = page[^1].Account;
        }
    }

    private static IEnumerable<TurnIntent> Intents(AccountTurn turn) => new[] { turn.First, turn.Debit, turn.AfterRefusal, turn.Provisional }.OfType<TurnIntent>();

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

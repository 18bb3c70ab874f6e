using Gateway.CoreBanking;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>An account's lines one after another; faults, parking, races.</summary>
[TestFixture]
public sealed class TurnTests
{
    private const string Account = "6222000000000001";
    private const string Other = "6222000000000002";

    [Test]
    public async Task Lines_are_decided_in_order_of_service()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());
        await bench.AcceptAsync(Given.Control("O3", Given.Freeze(Account, 5000)));

        await bench.RunAsync(Account);

        var position = await bench.PositionAsync(Account);
        Assert.That(position.Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("O1", 600000L), ("O2", 400000L), ("O3", 0L) }));
    }

    [Test]
    public async Task Each_instruction_has_a_key_made_of_order_line_stage_and_step()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.AcceptAsync(Given.Control("O2", Given.Deduct(Account, 7000, "O1")));

        await bench.RunAsync(Account);

        Assert.That(bench.Core.Journal.Select(e => e.Key), Is.EqualTo(new[] { "zdz:O1:1:1:1.1", "zdz:O2:1:1:1.1", "zdz:O2:1:1:2.1" }));
    }

    [Test]
    public async Task A_core_that_knows_no_such_account_refuses_the_line()
    {
        await using var bench = await Bench.OpenAsync();
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));

        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(order)).Reason, Is.EqualTo(Reason.AccountNotFound));
        Assert.That(bench.Core.Journal, Is.Empty);
    }

    [Test]
    public async Task A_release_that_arrives_while_a_deduction_on_the_same_freeze_is_unfinished_waits()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        await bench.RunAsync(Account);
        var deduction = await bench.AcceptAsync(Given.Control("O2", Given.Deduct(Account, 6000, "O1")));
        bench.Core.FaultAt = (call, _) => call == nameof(Debit) ? (CoreFault.SentNoAnswer, "TIMEOUT", false) : null;
        await bench.RunAsync(Account); // the deduction is under way and does not come to an end
        var release = await bench.AcceptAsync(Given.Control("O3", Given.Release(Account, "O1")));

        await bench.RunAsync(Account);
        Assert.That((await bench.FileAsync(release)).OpenLines, Is.EqualTo(1), "the release waits");

        bench.Core.FaultAt = (_, _) => null;
        bench.Retries.Passed(Bench.Work(Account));
        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(deduction)).DeductedMinor, Is.EqualTo(600000));
        Assert.That((await bench.AnswerAsync(release)).Reason, Is.EqualTo(Reason.OriginalFreezeReleased), "a used-up freeze counts as released");
    }

    [TestCase(CoreFault.NotSent)]
    [TestCase(CoreFault.SentNoAnswer)]
    public async Task After_some_failed_attempts_the_account_is_parked_and_others_go_on(CoreFault fault)
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000), Given.Account(Other, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var other = await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Other, 6000)));
        bench.Core.FaultAt = (call, key) => key == Account ? (fault, "DOWN", false) : null;

        for (var attempt = 1; attempt <= bench.Options.ParkAfterAttempts; attempt++)
        {
            Assert.That(await bench.Store.ReadParkedAsync("", 10, default), Is.Empty, $"before attempt {attempt}");
            await AttemptAsync(bench);
        }

        await bench.RunAsync(Other);
        var parked = (await bench.Store.ReadParkedAsync("", 10, default)).Single();
        Assert.That((parked.Account, parked.Cause, parked.WaitingLines), Is.EqualTo((Account, $"core: {fault} DOWN", 1)));
        Assert.That((await bench.AnswerAsync(other)).ActualMinor, Is.EqualTo(600000));
        Assert.That(await bench.SetbacksAsync("O1"), Is.EqualTo(new[] { $"Decision {bench.Options.ParkAfterAttempts} core: {fault} DOWN" }));
        Assert.That(await bench.SetbacksAsync("O2"), Is.Empty, "nothing is written of what goes at once");
    }

    [Test]
    public async Task How_often_the_core_was_tried_until_it_answered_is_kept_with_the_stage()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Core.FailedTries = 2;
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));

        await bench.RunAsync(Account);

        Assert.That(await bench.SetbacksAsync("O1"), Is.EqualTo(new[] { "First 2 core: SentNoAnswer TIMEOUT" }));
    }

    [Test]
    public async Task A_parked_account_keeps_its_lines_in_order_and_goes_on_by_itself_when_the_core_is_back()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        bench.Core.FaultAt = (_, _) => (CoreFault.NotSent, "DOWN", false);
        for (var attempt = 1; attempt <= bench.Options.ParkAfterAttempts; attempt++) await AttemptAsync(bench);
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());

        bench.Core.FaultAt = (_, _) => null;
        await bench.RunAsync(Account); // a message for the new line: the account still rests
        Assert.That(bench.Core.Journal, Is.Empty);
        await AttemptAsync(bench);

        Assert.That(await bench.Store.ReadParkedAsync("", 10, default), Is.Empty);
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "O1", "O2" }));
    }

    [Test]
    public async Task An_answer_that_makes_no_sense_parks_the_account_at_once()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        bench.Core.FaultAt = (_, _) => (CoreFault.Malformed, "NOT_JSON", false);

        await bench.RunAsync(Account);

        Assert.That((await bench.Store.ReadParkedAsync("", 10, default)).Single().Cause, Is.EqualTo("core: Malformed NOT_JSON"));
    }

    [Test]
    public async Task A_broken_invariant_parks_the_account_with_its_statement_and_others_go_on()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000), Given.Account(Other, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var other = await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Other, 6000)));
        var lying = new LyingCore(bench.Core, Given.Account(Other, 1));

        await bench.Runner(core: lying).RunAsync(Account, default, default);
        await bench.RunAsync(Other);

        var parked = (await bench.Store.ReadParkedAsync("", 10, default)).Single();
        Assert.That(parked.Account, Is.EqualTo(Account));
        Assert.That(parked.Cause, Does.StartWith("invariant: "));
        Assert.That((await bench.AnswerAsync(other)).Controlled, Is.True);
    }

    [Test]
    public async Task Of_two_workers_on_one_account_each_line_has_one_effect_and_one_outcome()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Core.SeveralWorkers = true;
        for (var n = 1; n <= 5; n++) await bench.AcceptAsync(Given.Control($"O{n}", Given.Freeze(Account, 1000)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.RunAsync(Account))));

        Assert.That(bench.Core.Journal.Select(e => e.Key), Is.EqualTo(Enumerable.Range(1, 5).Select(n => $"zdz:O{n}:1:1:1.1")));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => f.OrderNo), Is.EqualTo(Enumerable.Range(1, 5).Select(n => $"O{n}")));
        Assert.That(await bench.Store.ReadParkedAsync("", 10, default), Is.Empty);
    }

    [Test]
    public async Task A_turn_that_another_worker_finished_is_stale_and_writes_nothing()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000)));
        var stale = (await bench.Store.OpenTurnAsync(Account, default))!;
        await bench.RunAsync(Account);

        var end = await bench.Execution().RunAsync(stale, default);

        Assert.That(end.Written, Is.False);
        Assert.That(bench.Core.Journal, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_customer_who_is_faster_than_the_hold_leaves_less_to_deduct_and_no_core_refusal()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Deduct(Account, 8000)));
        bench.Core.AfterEffect = instruction =>
        {
            if (instruction is PutHold) bench.Core.Change(Account, "", r => r with { BalanceMinor = 500000 });
        };

        await bench.RunAsync(Account);

        var answer = await bench.AnswerAsync(order);
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo((500000L, 300000L, (Reason?)Reason.InsufficientFunds)));
        Assert.That(bench.Core.Account(Account).Registers[0].Holds, Is.Empty, "nothing stays held for what was missing (C14)");
    }

    [Test]
    public async Task A_debit_that_the_core_refuses_is_answered_and_its_hold_taken_back()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Deduct(Account, 8000)));
        bench.Core.FaultAt = (call, _) => call == nameof(Debit) ? (CoreFault.Refused, "PAYEE_BANK_CLOSED", false) : null;

        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(order)).Reason, Is.EqualTo(Reason.CoreRefused));
        Assert.That(bench.Core.Account(Account).Registers[0].Holds, Is.Empty);
        Assert.That(bench.Core.Journal[^1].Key, Is.EqualTo("zdz:O1:1:1:3.1"));
    }

    [Test]
    public async Task Without_a_quoted_rate_a_conversion_is_unsupported_and_not_the_cores_refusal()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        var order = await bench.AcceptAsync(Given.Control("O1", Given.Deduct(Account, 8000)));
        bench.Core.FaultAt = (call, _) => call == nameof(Debit) ? (CoreFault.Refused, "NO_QUOTE", false) : null;

        await bench.RunAsync(Account);

        Assert.That((await bench.AnswerAsync(order)).Reason, Is.EqualTo(Reason.MeasureUnsupported));
    }

    [Test]
    public async Task A_freeze_that_is_over_expires_after_its_last_day_and_the_next_moves_up()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 6000, Given.Today.AddDays(30))));
        await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 8000)).OfOtherCourt());
        await bench.RunAsync(Account);
        bench.Time.Advance(TimeSpan.FromDays(31));
        await bench.Store.ScheduleExpiriesAsync(bench.Rules.DateOf(bench.Time.GetUtcNow()), bench.Rules.TimeZone, default);

        await bench.RunAllAsync();

        var book = await bench.Store.ReadBookAsync(new(Account, ""), default);
        Assert.That(book.Freezes[0].State, Is.EqualTo(FreezeState.Expired));
        Assert.That(bench.Core.Journal[^1].Key, Is.EqualTo("expire:zdz:O1:1:1:1.1"));
        Assert.That((await bench.PositionAsync(Account)).Freezes.Select(f => (f.OrderNo, f.ActualMinor)), Is.EqualTo(new[] { ("O2", 800000L) }));
        Assert.That(
            (await bench.ReceiptsAsync()).Select(r => r.Kind), Is.EqualTo(new[] { ReceiptKind.Final, ReceiptKind.Final, ReceiptKind.Advance }),
            "an expiry is nobody's order and has no receipt; the next court is told");
    }

    [Test]
    public async Task When_the_process_ends_no_further_line_is_begun()
    {
        await using var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        await bench.AcceptAsync(Given.Control("O1", Given.Freeze(Account, 1000)));
        var second = await bench.AcceptAsync(Given.Control("O2", Given.Freeze(Account, 1000)));
        using var stopping = new CancellationTokenSource();
        bench.Core.AfterEffect = _ => stopping.Cancel();

        Assert.That(async () => await bench.Runner().RunAsync(Account, stopping.Token, default), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(bench.Core.Journal, Has.Count.EqualTo(1));
        Assert.That((await bench.PositionAsync(Account)).Freezes, Has.Count.EqualTo(1), "the line in hand came to its outcome");
        Assert.That((await bench.FileAsync(second)).OpenLines, Is.EqualTo(1));
    }

    /// <summary>The rest is over, and the account is tried once more.</summary>
    private static async Task AttemptAsync(Bench bench)
    {
        bench.Time.Advance(TimeSpan.FromSeconds(bench.Options.RetryMaximumSeconds));
        await bench.RunAsync(Account);
    }

    /// <summary>Answers every read with one account, whichever was asked for.</summary>
    private sealed class LyingCore(ICoreBanking core, LiveAccount always) : ICoreBanking
    {
        public Task<CoreResult<IReadOnlyList<LiveAccount>>> FindAccountsAsync(PartyIdentity party, CancellationToken cancel) => core.FindAccountsAsync(party, cancel);
        public Task<CoreResult<LiveAccount?>> ReadAccountAsync(string account, CancellationToken cancel) => Task.FromResult(CoreResult<LiveAccount?>.Of(always));
        public Task<CoreResult<CoreConfirmation>> ExecuteAsync(CoreInstruction instruction, string key, bool mayHaveBeenSent, CancellationToken cancel) => core.ExecuteAsync(instruction, key, mayHaveBeenSent, cancel);
        public Task<CoreResult<CoreConfirmation>> AskAsync(CoreInstruction instruction, string key, CancellationToken cancel) => core.AskAsync(instruction, key, cancel);
        public Task<CoreResult<TransactionPage>> ReadTransactionsAsync(RegisterKey register, DateOnly from, DateOnly to, string cursor, CancellationToken cancel) => core.ReadTransactionsAsync(register, from, to, cursor, cancel);
        public Task<CoreResult<FeedPage>> ReadFeedAsync(string cursor, CancellationToken cancel) => core.ReadFeedAsync(cursor, cancel);
        public Task<string?> ProblemAsync(CancellationToken cancel) => core.ProblemAsync(cancel);
    }
}

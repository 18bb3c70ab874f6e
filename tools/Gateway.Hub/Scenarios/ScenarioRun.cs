using Gateway.Hub.Orders;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Scenarios;

/// <summary>Plays one scenario against a running service whose bank is empty.</summary>
/// <param name="scenario">What to play.</param>
/// <param name="service">Gateway and core simulator.</param>
/// <param name="receiptsFolder">Gets every receipt as ORDER.ofd; null: none is kept.</param>
/// <param name="observer">Looks on; null: nobody.</param>
/// <param name="play">Plays a court's order by another door than gRPC; null: by gRPC.</param>
internal sealed class ScenarioRun(
    ScenarioFile scenario, DevelopmentService service, string? receiptsFolder, IRunObserver? observer, Func<OrderStep, CancellationToken, Task<Mismatch?>>? play = null)
{
    static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(5);

    readonly OrderPlayer orders = new(scenario, service, receiptsFolder, observer);

    /// <summary>Plays all steps. Stops at the first that goes otherwise than expected.</summary>
    /// <returns>What went wrong and where; null: nothing.</returns>
    public async Task<string?> PlayAsync(CancellationToken cancel)
    {
        if (scenario.Today is { } today) await service.SetClockAsync(BankTime.MorningOf(today), cancel);
        await service.Core.SetRatesAsync(scenario.Rates, cancel);
        foreach (var account in scenario.Accounts) await service.Core.PutAccountAsync(account.Account, account.Setup, cancel);
        foreach (var order in scenario.SettledOrders) await service.Core.RemitOrderAsync(order, cancel);
        foreach (var bank in scenario.Courts.SelectMany(c => c.Funds).Select(f => f.Bank).OfType<Orders.BankForm>().Distinct()) await service.Core.RemitToBankAsync(bank.No, cancel);
        foreach (var step in scenario.Steps)
        {
            observer?.StepStarts(step);
            if (await PlayAsync(step, cancel) is { } mismatch) return $"step {step.Number} {mismatch}";
        }

        return null;
    }

    async Task<Mismatch?> PlayAsync(Step step, CancellationToken cancel)
    {
        var core = service.Core;
        switch (step)
        {
            case OrderStep order:
                return await (play?.Invoke(order, cancel) ?? orders.PlayAsync(order, cancel));
            case CheckStep check:
                return await CheckAsync(check, cancel);
            case ExpectNoticeStep notice:
                return await orders.PlayAsync(notice, cancel);
            case WithdrawStep withdraw:
                var allowed = await core.WithdrawAsync(withdraw.Account, withdraw.SubAccount, withdraw.Amount, cancel);
                return withdraw.Allowed is { } expected && expected != allowed ? new Mismatch("allowed", Word(expected), Word(allowed)) : null;
            case ClockStep clock:
                await service.SetClockAsync(BankTime.MorningOf(clock.To), cancel);
                return await service.WaitUntilIdleAsync(IdleLimit, cancel) ? null : new Mismatch("clock", $"idle within {IdleLimit.TotalSeconds} s", "work left");
            case CreditStep credit:
                await core.CreditAsync(credit.Account, credit.SubAccount, credit.Amount, cancel);
                return null;
            case SetClaimStep claim:
                await core.SetClaimAsync(claim.Account, claim.SubAccount, claim.Claim, claim.Amount, claim.Kind, claim.Holder, cancel);
                return null;
            case EndClaimStep claim:
                await core.EndClaimAsync(claim.Account, claim.SubAccount, claim.Claim, cancel);
                return null;
            case CloseAccountStep close:
                await core.CloseAsync(close.Account, cancel);
                return null;
            case ReviewStep review:
                return await ReviewAsync(review, cancel);
            case HandOverStep handOver:
                return await DecidedAsync(["hand-over", "--first", handOver.First, "--second", handOver.Second], handOver.Refused, cancel);
            case TransferStep transfer:
                return await DecidedAsync(["transfer", "--order", transfer.Order, "--court", transfer.Court], transfer.Refused, cancel);
            case OtherFreezeStep other:
                return await DecidedAsync(
                    [other.Ends ? "end-other-freeze" : "other-freeze", .. other.Words], other.Refused, cancel);
            case SettleStep settle:
                await core.SettleAsync(settle.Order, settle.Outcome, cancel);
                return await service.WaitUntilIdleAsync(IdleLimit, cancel) ? await orders.ReceiveSettledAsync(settle, cancel) : new Mismatch("settle", $"idle within {IdleLimit.TotalSeconds} s", "work left");
            case SetNatureStep nature:
                await core.SetNatureAsync(nature.Account, nature.Nature, cancel);
                return null;
            case CoreFaultStep fault:
                await core.AddFaultAsync(fault.At, fault.Fault, fault.Times, cancel);
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Do, "no such step");
        }
    }

    async Task<Mismatch?> ReviewAsync(ReviewStep review, CancellationToken cancel)
    {
        var decided = await service.Desk.DecideAsync(review.Order, review.Decide, cancel);
        return decided == 0 ? new Mismatch("order", $"{review.Order} waits for people", "nothing to decide") : await orders.ReceiveReviewedAsync(review, cancel);
    }

    async Task<Mismatch?> DecidedAsync(IReadOnlyList<string> act, string refused, CancellationToken cancel)
    {
        var task = await service.Desk.OpenAndConfirmAsync(act, cancel);
        if (!await service.WaitUntilIdleAsync(IdleLimit, cancel)) return new Mismatch(act[0], $"idle within {IdleLimit.TotalSeconds} s", "work left");
        var reason = await service.Desk.RefusalAsync(task, cancel);
        return reason == refused ? null : new Mismatch("refused", refused.Length == 0 ? "done" : refused, reason.Length == 0 ? "done" : reason);
    }

    /// <summary>Where an order went into review by one line, its lines on other accounts may still be on their way: an account gets a moment to stand as expected.</summary>
    async Task<Mismatch?> CheckAsync(CheckStep check, CancellationToken cancel)
    {
        Mismatch? mismatch = null;
        await Readiness.WaitAsync(CompareAsync, CheckLimit, cancel);
        return mismatch;

        async Task<bool> CompareAsync(CancellationToken stop)
        {
            var position = await service.Ops.PositionAsync(check.Account, check.SubAccount, stop);
            mismatch = check.Expect.Compare(position);
            if (mismatch is null) observer?.Checked(position);
            return mismatch is null;
        }
    }

    static string Word(bool flag) => flag ? "true" : "false";
}

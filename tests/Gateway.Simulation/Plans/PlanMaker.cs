using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Store.Emergency;
using Gateway.Simulation.Parts;
using Gateway.Worker;

namespace Gateway.Simulation.Plans;

/// <summary>Draws a scenario from a seed: who there is, under which rules, what the courts, the customers and chance do.</summary>
internal sealed class PlanMaker
{
    private const int OrdersAtLeast = 4;
    private const int OrdersMore = 7;
    private const int SpanSeconds = 60;

    private readonly Random _dice;
    private readonly List<Happening> _happenings = [];
    private readonly List<LiveAccount> _accounts;

    private PlanMaker(int seed)
    {
        _dice = new Random(seed);
        _accounts = [Papers.Account("6222001", Papers.Zhang, 2_000 + _dice.Next(12_000)).WithDollars("01", _dice.Next(4_000))];
        if (_dice.Next(3) > 0) _accounts.Add(Papers.Account("6222002", Papers.Li, _dice.Next(8_000)));
        // A margin may be frozen and not deducted: people are asked.
        if (_dice.Next(3) == 0) _accounts.Add(Papers.Account("6222003", Papers.Zhang, 5_000, "GUARANTEE_MARGIN"));
    }

    public static Scenario Make(int seed, Breakage breaks = Breakage.None) => new PlanMaker(seed).Make(seed, breaks, sharedBus: seed % 3 != 0);

    private Scenario Make(int seed, Breakage breaks, bool sharedBus)
    {
        var orders = new OrderDice(_dice, _accounts);
        var count = OrdersAtLeast + _dice.Next(OrdersMore);
        for (var i = 0; i < count; i++) At(_dice.Next(SpanSeconds), "", orders.Next(i));
        Customers();
        if (_dice.Next(3) == 0) At(SpanSeconds / 2 + _dice.Next(SpanSeconds / 2), "DAYS PASS", Days(1 + _dice.Next(40)));
        if (_dice.Next(5) == 0) At(_dice.Next(SpanSeconds), "", EnterOther(_accounts[_dice.Next(_accounts.Count)].Account, 500 + _dice.Next(3_000)));
        var processes = Processes(sharedBus);
        Chaos(processes, sharedBus);
        Emergency(new Random(seed ^ 0x22));
        return new Scenario
        {
            Seed = seed,
            Breaks = breaks,
            Rules = DrawRules(),
            Courts = Papers.Courts,
            Accounts = _accounts,
            Processes = processes,
            SharedBus = sharedBus,
            DatabaseIsServer = _dice.Next(2) == 0,
            Worker = Worker(),
            Happenings = _happenings,
            FaultsPerThousand = _dice.Next(4) switch { 0 => 0, 1 => 10, 2 => 25, _ => 60 },
            CoreRefusesPerThousand = _dice.Next(3) == 0 ? 40 : 0,
            FaultsEnd = TimeSpan.FromSeconds(SpanSeconds + 10 + _dice.Next(30)),
        };
    }

    /// <summary>For WorkerOptions.SweepMinutes: whatever gets lost on the way must be seen here, and not be put right by the sweep.</summary>
    public const int Never = 100 * 365 * 24 * 60;

    // Polls are slow, so that few of a run's steps are spent on looking for nothing.
    private static WorkerOptions Worker() => new()
    {
        SweepMinutes = Never,
        RelayPollMilliseconds = 10_000,
        FeedPollMilliseconds = 15_000,
        FeedLeaseSeconds = 40,
        ReceiptScanSeconds = 20,
        InterimAfterMinutes = 1,
        InterimScanSeconds = 30,
        RetryFirstMilliseconds = 500,
        RetryMaximumSeconds = 20,
        ParkAfterAttempts = 3,
        RelayBatch = 3,
        InquiryBatch = 2,
    };

    private Rules DrawRules() => new()
    {
        DeductWithoutFreeze = _dice.Next(3) == 0 ? DeductWithoutFreeze.RequireFreeze : DeductWithoutFreeze.Allow,
        PriorityClaim = _dice.Next(4) == 0 ? PriorityClaimRule.AnyClaimBlocks : PriorityClaimRule.Value,
        LateClaim = _dice.Next(4) == 0 ? LateClaimRule.Ahead : LateClaimRule.Behind,
        UnknownOfficer = _dice.Next(6) == 0 ? UnknownOfficer.Review : UnknownOfficer.Enter,
        ProtectedAccount = _dice.Next(3) == 0 ? ProtectedAccountRule.Refuse : ProtectedAccountRule.Review,
    };

    private List<ProcessPlan> Processes(bool sharedBus) => !sharedBus
        ? [new("a", SimRoles.Ingress | SimRoles.Worker), .. _dice.Next(3) == 0 ? [new ProcessPlan("b", SimRoles.Ingress | SimRoles.Worker)] : Array.Empty<ProcessPlan>()]
        : _dice.Next(3) switch
        {
            0 => [new("a", SimRoles.Ingress | SimRoles.Worker), new("b", SimRoles.Worker)],
            1 => [new("i", SimRoles.Ingress), new("w", SimRoles.Worker), new("x", SimRoles.Worker)],
            _ => [new("i", SimRoles.Ingress), new("j", SimRoles.Ingress | SimRoles.Worker), new("w", SimRoles.Worker), new("x", SimRoles.Worker)],
        };

    private void Customers()
    {
        for (var i = _dice.Next(6); i > 0; i--)
        {
            var account = _accounts[_dice.Next(_accounts.Count)];
            var register = account.Registers[_dice.Next(account.Registers.Count)].Key;
            var amount = (1L + _dice.Next(5_000)) * 100;
            switch (_dice.Next(4))
            {
                case 0: At(_dice.Next(SpanSeconds), $"customer pays {amount} into {register}", w => w.Core.Credit(register, amount)); break;
                case 1: At(_dice.Next(SpanSeconds), $"customer draws {amount} from {register}", w => w.Core.Withdraw(register, amount)); break;
                default: At(_dice.Next(SpanSeconds), $"claim of {amount} on {register}", w => w.Core.SetClaims(register, Claims(w, register, amount))); break;
            }
        }
    }

    /// <summary>The claim as it is from now on: a rise is a part of its own, a fall takes from the latest rise first.</summary>
    private static IReadOnlyList<ClaimPart> Claims(World world, RegisterKey register, long amount)
    {
        var parts = world.Core.Register(register).Claims.ToList();
        var more = amount - parts.Sum(p => p.AmountMinor);
        if (more > 0) return [.. parts, new ClaimPart("P1", "MORTGAGE", "某公司", "", "", more, world.Agenda.Now)];
        for (var i = parts.Count - 1; i >= 0 && more < 0; i--)
        {
            var less = Math.Min(-more, parts[i].AmountMinor);
            parts[i] = parts[i] with { AmountMinor = parts[i].AmountMinor - less };
            more += less;
        }

        return [.. parts.Where(p => p.AmountMinor > 0)];
    }

    private void Chaos(List<ProcessPlan> processes, bool sharedBus)
    {
        for (var i = _dice.Next(5); i > 0; i--)
        {
            var name = processes[_dice.Next(processes.Count)].Name;
            switch (_dice.Next(sharedBus ? 5 : 3))
            {
                case 0: At(_dice.Next(SpanSeconds), "", w => Of(w, name)?.Kill("killed")); break;
                case 1: Pause(name, 1 + _dice.Next(30)); break;
                case 2: At(_dice.Next(SpanSeconds), "", w => _ = Of(w, name)?.StopAsync()); break;
                default: At(_dice.Next(SpanSeconds), "bus: REBALANCE", w => w.Broker!.Rebalance()); break;
            }
        }
    }

    /// <summary>In every fourth world something is paused. Dice of its own: all else is as it was without.</summary>
    private void Emergency(Random dice)
    {
        if (dice.Next(4) > 0) return;
        (PauseScope Scope, string Target)[] subjects =
        [
            (PauseScope.Everything, ""), (PauseScope.Channel, Papers.Courts.Channels[0].Id), (PauseScope.Measure, "01"), (PauseScope.Measure, "02"), (PauseScope.Measure, "04"), (PauseScope.Measure, "06"),
            (PauseScope.Measure, "06"), (PauseScope.Measure, "08"), (PauseScope.Measure, "inquiry"),
        ];
        for (var i = 1 + dice.Next(2); i > 0; i--)
        {
            var (scope, target) = subjects[dice.Next(subjects.Length)];
            var (second, length) = (dice.Next(SpanSeconds), TimeSpan.FromSeconds(5 + dice.Next(60)));
            _happenings.Add(new Happening(TimeSpan.FromSeconds(second), "", w => w.Desk.Pause(scope, target, length)));
        }
    }

    private void Pause(string name, int seconds) => At(_dice.Next(SpanSeconds), "", w =>
    {
        if (Of(w, name) is not { Answers: true } process) return;
        process.Pause();
        w.Agenda.In(TimeSpan.FromSeconds(seconds), null, "", process.Resume);
    });

    private static Action<World> Days(int days) => w => w.Agenda.Jump(TimeSpan.FromDays(days));

    private static Action<World> EnterOther(string account, int yuan) =>
        w => w.Desk.EnterOtherFreeze(account, yuan, w.Scenario.Rules.DateOf(w.Agenda.Now).AddDays(90));

    private static SimProcess? Of(World world, string name) => world.Processes.FirstOrDefault(p => p.Plan.Name == name && p.Answers);



    private void At(int second, string what, Action<World> act) => _happenings.Add(new Happening(TimeSpan.FromMilliseconds(second * 1000 + _dice.Next(1000)), what, act));
}

using Gateway.Register.Orders;
using Gateway.Simulation.Faults;
using Gateway.Simulation.Parts;
using Gateway.Simulation.Plans;
using Gateway.Worker;

namespace Gateway.Simulation.Stories;

/// <summary>
/// A typical course of orders, told the same way each time: whichever call of it fails, it must come to the same good end. Times are seconds from the start.
/// </summary>
internal sealed record Story(string Name, IReadOnlyList<Happening> Happenings)
{
    private const string Main = "6222001";

    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly DateOnly NextYear = new(2027, 11, 20);

    public static IReadOnlyList<Story> All { get; } =
    [
        new("freeze", [Freeze(1, "O1", "F10", 6_000)]),
        new("freeze then deduct", [Freeze(1, "O1", "F10", 6_000), Send(8, "O2", "F10", o => o.Deduct(Papers.Target(Main), 7_000, "9001", "O1"))]),
        new("freeze and deduct at once", [Send(1, "O1", "F10", o => o.FreezeAndDeduct(Papers.Target(Main), 12_000, "9001", NextYear))]),
        new("deduct with conversion", [Send(1, "O1", "F10", o => o.Deduct(Papers.Target(Main, "01"), 800, "9001", convert: true))]),
        new("release behind a deduction",
        [
            Freeze(1, "O1", "F10", 6_000),
            Send(8, "O2", "F10", o => o.Deduct(Papers.Target(Main), 2_000, "9001", "O1")),
            Send(8, "O3", "F10", o => o.Release(Papers.Target(Main), "O1")),
        ]),
        new("inquiry", [Freeze(1, "O1", "F11", 6_000), Send(8, "Q1", "F10", o => o.Inquire(Today.AddDays(-30), Today))]),
        new("expiry with advance notice",
        [
            Send(1, "O1", "F10", o => o.Freeze(Papers.Target(Main), 9_000, Today.AddDays(1))),
            Freeze(2, "O2", "F11", 5_000),
            new(TimeSpan.FromSeconds(12), "DAYS PASS", w => w.Agenda.Jump(TimeSpan.FromDays(3))),
        ]),
        new("renewal", [Freeze(1, "O1", "F10", 6_000), Send(8, "O2", "F10", o => o.Renew(Papers.Target(Main), "O1", NextYear.AddDays(100)))]),
        new("review approved", [Send(1, "O1", "F10", o => o.FreezeAndDeduct(Papers.Target(Main), 4_000, "8801", NextYear)), Decide(w => w.Desk.Always(approve: true))]),
        new("review rejected", [Send(1, "O1", "F10", o => o.FreezeAndDeduct(Papers.Target(Main), 4_000, "8801", NextYear)), Decide(w => w.Desk.Always(approve: false))]),
    ];

    /// <summary>One process, which is started again when it dies, and one fault.</summary>
    public Scenario With(bool sharedBus) => new()
    {
        Seed = 1,
        Courts = Papers.Courts,
        Accounts = [Papers.Account(Main, Papers.Zhang, 10_000).WithDollars("01", 1_000)],
        Processes = [new("a", SimRoles.Ingress | SimRoles.Worker)],
        SharedBus = sharedBus,
        DatabaseIsServer = sharedBus,
        VariousDelays = false,
        Worker = new WorkerOptions { SweepMinutes = PlanMaker.Never, RelayPollMilliseconds = 5_000, FeedPollMilliseconds = 20_000, FeedLeaseSeconds = 40, ReceiptScanSeconds = 5, RetryMaximumSeconds = 10, InterimScanSeconds = 600, ReconcileMinutesAfterMidnight = 0 },
        Happenings = Happenings,
        FaultsEnd = TimeSpan.FromSeconds(20),
    };

    public override string ToString() => Name;

    private static Happening Freeze(int second, string orderNo, string court, int yuan) => Send(second, orderNo, court, o => o.Freeze(Papers.Target(Main), yuan, NextYear));

    private static Happening Send(int second, string orderNo, string court, Func<Contracts.V1.Order, Contracts.V1.Order> write) =>
        new(TimeSpan.FromSeconds(second), "", w => w.Courts.Send(Papers.Hub, write(Papers.Order(orderNo, court, Papers.Zhang))));

    private static Happening Decide(Action<World> how) => new(TimeSpan.Zero, "", how);
}

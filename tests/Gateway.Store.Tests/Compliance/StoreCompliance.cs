using Gateway.Store.Relational;

namespace Gateway.Store.Tests.Compliance;

/// <summary>What every product's store does; each product's test class inherits all of it. The parts are one file a subject.</summary>
public abstract partial class StoreCompliance<TFixture> where TFixture : IStoreFixture, new()
{
    protected static readonly DateTimeOffset Start = new(2026, 7, 1, 1, 0, 0, TimeSpan.Zero);

    protected TFixture Fixture { get; private set; } = default!;
    protected ManualClock Clock { get; private set; } = default!;
    protected RelationalStore Store { get; private set; } = default!;

    protected static CancellationToken Cancel => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public async Task OpenStore()
    {
        Fixture = new TFixture();
        Clock = new ManualClock(Start);
        Store = await Fixture.OpenAsync(Clock);
    }

    [TearDown]
    public async Task CloseStore()
    {
        await Store.DisposeAsync();
        await Fixture.DisposeAsync();
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await Fixture.OpenAsync(Clock);
    }

    protected async Task<AcceptResult> AcceptAsync(AcceptOrder order) => await Store.AcceptAsync(order, Cancel);

    protected async Task<AccountTurn> OpenTurnAsync(string account) =>
        await Store.OpenTurnAsync(account, Cancel) ?? throw new AssertionException($"No line waits on {account}.");
}

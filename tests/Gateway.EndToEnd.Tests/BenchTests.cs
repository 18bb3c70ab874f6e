using Gateway.Bench;
using Gateway.Bench.Load;
using Gateway.Store.Privacy;
using Gateway.Store.Views;
using Measure = Gateway.Register.Orders.Measure;

namespace Gateway.EndToEnd.Tests;

/// <summary>What the benchmark writes past the store is what the store would have written: a migration that changes a table changes these statements too.</summary>
[TestFixture]
internal sealed class BenchTests
{
    [Test]
    public async Task Freezes_that_are_copied_take_their_turns()
    {
        using var folder = new StoreFolder();
        await using var register = await GrownRegister.CreateAsync(folder, perAccount: 2);
        await register.GrowAsync(60);
        foreach (var measure in (Measure[])[Measure.Freeze, Measure.Release, Measure.Deduct])
            for (var i = 0; i < 10; i++) Assert.That(async () => await register.TurnAsync(measure), Throws.Nothing);
        await using var store = await folder.OpenAsync(PrivacyOptions.On);
        Assert.That((await store.FindDamageAsync(default)).Database, Is.Null);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Orders_that_are_copied_are_found(bool underWay)
    {
        using var folder = new StoreFolder();
        await using var grown = await GrownStore.CreateAsync(folder, 500, underWay, TimeProvider.System.GetUtcNow());
        Task<IReadOnlyList<OrderSummary>> FindAsync(OrderFilter filter) => grown.Store.ReadOrdersAsync(filter, long.MaxValue, 1000, default);
        var (all, open, damage) = (await FindAsync(new OrderFilter()), await FindAsync(new OrderFilter { Open = true }), await grown.Store.FindDamageAsync(default));
        Assert.Multiple(() =>
        {
            Assert.That(all, Has.Count.EqualTo(503));
            Assert.That(open, underWay ? Is.Not.Empty : Is.Empty);
            Assert.That(damage.Database, Is.Null);
        });
    }

    [Test]
    public async Task Inquiries_of_a_flood_wait()
    {
        using var folder = new StoreFolder();
        await FloodFill.RunAsync(folder, 20, BenchService.Court);
        await using var store = await folder.OpenAsync(PrivacyOptions.On);
        Assert.That((await store.ReadStatisticsAsync(default)).OpenInquiries, Is.EqualTo(20));
    }

    [TestCase(new double[] { 1, 50, 90, 100, 104, 98, 101, 99, 103, 100, 97, 102 }, ExpectedResult = true, Description = "up at first, then level")]
    [TestCase(new double[] { 100, 100, 100, 100, 104, 108, 112, 116, 120, 124, 128, 132 }, ExpectedResult = false, Description = "on and on")]
    [TestCase(new double[] { 100, 100, 100, 100, 96, 92, 88, 84, 80, 76, 72, 68 }, ExpectedResult = true, Description = "down")]
    [TestCase(new double[] { 0, 0, 0 }, ExpectedResult = true)]
    public bool What_does_not_level_off_is_told(double[] values) => Trend.Of("memory", values).Level;
}

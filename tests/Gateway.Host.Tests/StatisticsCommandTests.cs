using System.Text;
using Gateway.Ops.Statistics;
using Gateway.Store.Outcomes;

namespace Gateway.Host.Tests;

/// <summary>What was served in a period, for people and for spreadsheets.</summary>
[TestFixture]
public sealed class StatisticsCommandTests
{
    [Test]
    public async Task A_store_without_outcomes_gives_headings_alone_and_wrong_words_are_named()
    {
        using var bank = new Installation();
        bank.Write();
        var csv = Path.Combine(bank.Folder, "out.csv");

        Assert.That(await RunAsync(bank, "--from", "2026-11-01", "--to", "2026-11-30", "--by", "court,measure"), Is.EqualTo((0, "court\tmeasure\tcurrency\tcount\tuntouched\tuntouched %\tanswered\trequested\tactual\tdeducted\treleased\tmedian s\t99 % s")));
        Assert.That((await RunAsync(bank, "--from", "2026-11-01", "--to", "2026-11-30", "--csv", csv)).Exit, Is.Zero);
        Assert.That((await File.ReadAllBytesAsync(csv)).Take(3), Is.EqualTo(Encoding.UTF8.Preamble.ToArray()), "by which spreadsheets know it");
        Assert.That((await RunAsync(bank, "--from", "2026-11-30", "--to", "2026-11-01")).Exit, Is.EqualTo(2));
        Assert.That(await RunAsync(bank, "--from", "2026-11-01", "--to", "2026-11-01", "--by", "court,moon"), Is.EqualTo((2, "--by court,moon: must name each once of channel, court, measure, branch, outcome, reason, amount, elapsed, day")));
    }

    [Test]
    public async Task A_group_shows_its_sums_in_its_currency_the_untouched_share_and_no_formula()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var counts = new Counts(new OutcomeCount(["F10", ""], ["=甲,院", ""], "JPY", 8, 6, 7, 1000, 900, 0, 5, TimeSpan.FromMilliseconds(1500), null));

        var table = await new StatisticsReport(counts, zone).ReadAsync(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 2), StatisticsReport.Parse("court, reason")!, default);

        Assert.That(table.Rows.Single(), Is.EqualTo(new[] { "F10 =甲,院", "", "JPY", "8", "6", "75.0", "7", "1000", "900", "0", "5", "1.500", "" }));
        Assert.That(table.ToCsv().Split("\r\n")[1], Is.EqualTo("\"F10 =甲,院\",,JPY,8,6,75.0,7,1000,900,0,5,1.500,"));
        Assert.That((counts.Asked!.From.UtcDateTime, counts.Asked.Until.UtcDateTime, counts.Asked.DayOffset), Is.EqualTo((new DateTime(2026, 10, 31, 16, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 2, 16, 0, 0, DateTimeKind.Utc), TimeSpan.FromHours(8))));
        Assert.That(new StatisticsTable(["x"], [["=1+1"]]).ToCsv(), Does.Contain("'=1+1"));
    }

    private static async Task<(int Exit, string Text)> RunAsync(Installation bank, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await GatewayProcess.RunAsync(["statistics", .. words, "--config", bank.ConfigFile], output, errors, default);
        return (exit, (output.ToString() + errors).Split('\n')[0].TrimEnd());
    }

    private sealed class Counts(OutcomeCount one) : IOutcomes
    {
        public OutcomeQuery? Asked { get; private set; }

        public Task<IReadOnlyList<OutcomeCount>> CountAsync(OutcomeQuery query, CancellationToken cancel)
        {
            Asked = query;
            return Task.FromResult<IReadOnlyList<OutcomeCount>>([one]);
        }
    }
}

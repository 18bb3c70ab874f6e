using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bench;

/// <summary>What encryption costs a store: processor time and time of an order with its documents, turn and receipt, without and with it. In rounds, so that other work on the machine meets all of them alike.</summary>
internal static class PrivacySection
{
    const int Rounds = 5, QuickRounds = 1, Orders = 200, InFlight = 64, DocumentBytes = 40_000;

    static readonly string[] Kinds = ["off", "aes-256-gcm", "sm4-gcm"];

    /// <summary>Microseconds an order.</summary>
    internal sealed record Figure(string Encryption, double Processor, double Time);

    public static async Task<IReadOnlyList<Figure>> RunAsync(bool quick, TextWriter output)
    {
        var best = new Dictionary<string, (TimeSpan Processor, TimeSpan Time)>();
        for (var round = 0; round <= (quick ? QuickRounds : Rounds); round++)
        {
            foreach (var kind in Kinds)
            {
                var cost = await MeasureAsync(kind).ConfigureAwait(false);
                // The first round compiles.
                if (round > 0) best[kind] = best.TryGetValue(kind, out var before) ? (Min(before.Processor, cost.Processor), Min(before.Time, cost.Time)) : cost;
            }
        }

        await output.WriteLineAsync("| encryption | processor µs an order | × | µs an order, 64 in flight | × |\n|---|---|---|---|---|").ConfigureAwait(false);
        foreach (var kind in Kinds)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {Each(best[kind].Processor):F0} | {best[kind].Processor / best[Kinds[0]].Processor:F2} | {Each(best[kind].Time):F0} | {best[kind].Time / best[Kinds[0]].Time:F2} |")).ConfigureAwait(false);
        }

        return [.. Kinds.Select(k => new Figure(k, Each(best[k].Processor), Each(best[k].Time)))];
    }

    static async Task<(TimeSpan Processor, TimeSpan Time)> MeasureAsync(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-privacy-").FullName;
        var keys = Path.Combine(folder, "keys");
        if (kind != Kinds[0]) KeyFile.Add(keys, kind, TimeProvider.System.GetUtcNow());
        var privacy = new PrivacyOptions { Encryption = kind == Kinds[0] ? PrivacyOptions.Off : PrivacyOptions.On, KeyFile = keys };
        try
        {
            await using var store = new SqliteStore(new StorageOptions { Directory = Path.Combine(folder, "data") }, TimeProvider.System, NullLogger<SqliteStore>.Instance, privacy);
            await store.MigrateAsync(CancellationToken.None).ConfigureAwait(false);
            var processor = Environment.CpuUsage.TotalTime;
            var begun = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, Orders, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (n, _) => await OneAsync(store, n).ConfigureAwait(false)).ConfigureAwait(false);
            return (Environment.CpuUsage.TotalTime - processor, Stopwatch.GetElapsedTime(begun));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task OneAsync(SqliteStore store, int number)
    {
        var account = string.Create(CultureInfo.InvariantCulture, $"6222{number:D12}");
        var blobs = Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetBytes(DocumentBytes)).ToDictionary(b => Convert.ToHexStringLower(SHA256.HashData(b)));
        await store.AcceptAsync(new AcceptOrder("zdz", OrderOf(number, account), 1, $"{number}", "documents", null, "", false, blobs), CancellationToken.None).ConfigureAwait(false);
        var turn = (await store.OpenTurnAsync(account, CancellationToken.None).ConfigureAwait(false))!;
        var decision = new Decision { Instructions = [new PutHold(new RegisterKey(account, ""), $"{number}", "CNY", 600000, new DateOnly(2027, 6, 30))] };
        turn = (await store.RecordIntentAsync(turn, new TurnIntent(1, decision), CancellationToken.None).ConfigureAwait(false))!;
        var answer = new LineAnswer { LineNo = "1", Measure = Measure.Freeze, Account = account, Currency = "CNY", Controlled = true, RequestedMinor = 600000, ActualMinor = 600000 };
        await store.RecordOutcomeAsync(turn, new TurnOutcome(decision, answer, []), CancellationToken.None).ConfigureAwait(false);
        var receipt = new NewReceipt(turn.Order!, ReceiptKind.Final, RandomNumberGenerator.GetBytes(DocumentBytes), new byte[1500], TimeProvider.System.GetUtcNow());
        await store.StoreReceiptAsync(receipt, CancellationToken.None).ConfigureAwait(false);
    }

    static Order OrderOf(int number, string account) => new()
    {
        OrderNo = string.Create(CultureInfo.InvariantCulture, $"O{number}"),
        Kind = OrderKind.Control,
        CourtCode = "F10",
        CourtName = "甲市人民法院",
        CaseNo = "（2026）甲执1号",
        Officer = new Officer("李法官", "010-1", "G1", "W1"),
        Party = new PartyIdentity("张三", "10100", "110101199001010011"),
        Lines = [new ControlLine { LineNo = "1", Measure = Measure.Freeze, Account = account, Currency = "CNY", Amount = 6000, RulingNo = "（2026）甲执1号之一" }],
    };

    static double Each(TimeSpan all) => all.TotalMicroseconds / Orders;

    static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

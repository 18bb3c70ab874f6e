using System.Globalization;
using Gateway.Register.Orders;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>The process that <see cref="CrashTests"/> kills: takes orders through to their receipts as fast as it can and says what it was told, until it dies.</summary>
public static class CrashWriter
{
    public const string Channel = "zdz";
    const int Parallel = 8;

    static readonly Lock Output = new();

    /// <param name="args">The store's directory, and a number that keeps this run's orders apart.</param>
    public static async Task Main(string[] args)
    {
        var store = new SqliteStore(new StorageOptions { Directory = args[0] }, TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await store.MigrateAsync(default);
        await Task.WhenAll(Enumerable.Range(0, Parallel).Select(p => Task.Run(() => WriteAsync(store, $"{args[1]}-{p}"))));
    }

    static async Task WriteAsync(SqliteStore store, string account)
    {
        for (var i = 0; ; i++)
        {
            var orderNo = string.Create(CultureInfo.InvariantCulture, $"{account}-{i}");
            var document = new CourtDocument(DocumentKind.Ruling, "r", "text/plain", "1", Make.Digest(orderNo), 1, null);
            var order = Make.Control(orderNo, Make.Line("1", account)) with { Documents = [document] };
            await store.AcceptAsync(Make.Accept(order, Channel, blobs: Make.Blobs(orderNo)), default);
            Say($"order {orderNo}");
            var turn = (await store.OpenTurnAsync(account, default))!;
            turn = (await store.RecordIntentAsync(turn, new TurnIntent(1, Make.PutHold(turn)), default))!;
            await store.RecordOutcomeAsync(turn, Make.Frozen(turn), default);
            var receipt = await store.StoreReceiptAsync(Make.Receipt(turn.Order!), default);
            Say(string.Create(CultureInfo.InvariantCulture, $"final {orderNo} {account} {receipt.Sequence}"));
        }
    }

    static void Say(string line)
    {
        lock (Output)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }
}

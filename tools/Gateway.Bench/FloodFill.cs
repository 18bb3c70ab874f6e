using System.Globalization;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Privacy;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Bench;

/// <summary>Inquiries that wait, put into the store itself: as if they had been accepted before the service starts.</summary>
internal static class FloodFill
{
    const int AtOnce = 256;

    /// <summary>Each about a party of its own, as in a sweep over open cases.</summary>
    /// <param name="folder">Gets the data keys, which the service finds there, and the store.</param>
    public static async Task RunAsync(string folder, int count, string court, string courtName)
    {
        var directory = Path.Combine(folder, "data");
        await using var store = new SqliteStore(new StorageOptions { Directory = directory }, TimeProvider.System, NullLogger<SqliteStore>.Instance);
        await store.MigrateAsync(CancellationToken.None);
        File.Copy(Path.Combine(directory, KeyFile.Standard), Path.Combine(folder, KeyFile.Standard));
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancel) =>
            await store.AcceptAsync(Inquiry(number, court, courtName), cancel));
    }

    static AcceptOrder Inquiry(int number, string court, string courtName)
    {
        var text = number.ToString("D8", CultureInfo.InvariantCulture);
        var order = new Order
        {
            OrderNo = "Q" + text,
            Kind = OrderKind.Inquiry,
            CourtCode = court,
            CourtName = courtName,
            CaseNo = $"(2026)甲执{number}号",
            Officer = new Officer("王法官", "010-66660000", "GZ001", "GW001"),
            Party = new PartyIdentity("当事人" + text, "10100", "1101011990" + text),
            DocumentName = "协助查询通知书",
        };
        return new AcceptOrder("zdz", order, 1, "content " + text, "documents " + text, null, "", true, new Dictionary<string, byte[]>());
    }
}

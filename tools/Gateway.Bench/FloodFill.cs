using System.Globalization;
using Gateway.Hub.Orders;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Privacy;

namespace Gateway.Bench;

/// <summary>Inquiries that wait, put into the store itself: as if they had been accepted before the service starts.</summary>
internal static class FloodFill
{
    const int AtOnce = 256;

    /// <summary>Each about a party of its own, as in a sweep over open cases.</summary>
    public static async Task RunAsync(StoreFolder folder, int count, CourtForm court)
    {
        await using var store = await folder.OpenAsync(PrivacyOptions.On);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancel) =>
            await store.AcceptAsync(Inquiry(number, court), cancel));
    }

    static AcceptOrder Inquiry(int number, CourtForm court)
    {
        var text = number.ToString("D8", CultureInfo.InvariantCulture);
        var order = new Order
        {
            OrderNo = "Q" + text,
            Kind = OrderKind.Inquiry,
            CourtCode = court.Code,
            CourtName = court.Name,
            CaseNo = $"(2026)甲执{number}号",
            Officer = new Officer("王法官", "010-66660000", "GZ001", "GW001"),
            Party = new PartyIdentity("当事人" + text, "10100", "1101011990" + text),
            DocumentName = "协助查询通知书",
        };
        return new AcceptOrder("zdz", order, 1, "content " + text, "documents " + text, null, "", true, new Dictionary<string, byte[]>());
    }
}

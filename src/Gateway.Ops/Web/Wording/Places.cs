using System.Globalization;
using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Store.Views;

namespace Gateway.Ops.Web.Wording;

/// <summary>Where things are in the console, and what they are called in the audit chain.</summary>
internal static class Places
{
    public static string Order(OrderKey order) => string.Create(CultureInfo.InvariantCulture, $"/orders/{Part(order.ChannelId)}/{Part(order.OrderNo)}/{order.Version}");

    public static string Receipt(OrderKey order, ReceiptTrail receipt) =>
        string.Create(CultureInfo.InvariantCulture, $"{Order(order)}/receipts/{Part(receipt.ChannelId)}/{receipt.Sequence}");

    public static string ReceiptFile(StoredReceipt receipt) =>
        string.Create(CultureInfo.InvariantCulture, $"/files/receipts/{Part(receipt.ChannelId)}/{receipt.Sequence}");

    public static string ReceiptPage(StoredReceipt receipt, int page) => string.Create(CultureInfo.InvariantCulture, $"{ReceiptFile(receipt)}/pages/{page}");

    public static string DocumentPage(OrderKey order, string sm3, int page) => string.Create(CultureInfo.InvariantCulture, $"{Document(order, sm3)}/pages/{page}");

    public static string Document(OrderKey order, string sm3) => $"/files{Order(order)}/{Part(sm3)}";

    public static string Evidence(long taskId) => string.Create(CultureInfo.InvariantCulture, $"/files/tasks/{taskId}");

    public static string Scan(long taskId, string sm3) => string.Create(CultureInfo.InvariantCulture, $"/files/papers/{taskId}/{Part(sm3)}");

    /// <summary>An order as a subject of a look.</summary>
    public static string Subject(OrderKey order) => $"order:{order}";

    /// <summary>A task as a subject of a look.</summary>
    public static string Task(long taskId) => string.Create(CultureInfo.InvariantCulture, $"desk:{taskId}");

    /// <summary>The audit chain as a subject of a look.</summary>
    public const string Audit = "audit";

    /// <summary>Differences as a subject of a look.</summary>
    public const string Differences = "differences";

    private static string Part(string text) => Uri.EscapeDataString(text);
}

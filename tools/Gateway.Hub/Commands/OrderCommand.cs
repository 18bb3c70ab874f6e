using System.CommandLine;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Commands;

/// <summary>order submit: makes, seals and sends an order.</summary>
internal static class OrderCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE.json") { Description = "The order; its form is described in tools/Gateway.Hub/README.md." };
        var time = new Option<DateTimeOffset?>("--time") { Description = "When the order is sealed and sent; default: now." };
        var connection = new ConnectionOptions();
        var submit = new Command("submit", "Makes the order's documents, seals them, sends the order and prints the acknowledgement.") { file, time };
        connection.AddTo(submit);
        submit.SetAction(async (parsed, cancel) =>
        {
            var pki = connection.Pki(parsed);
            var now = parsed.GetValue(time) ?? TimeProvider.System.GetUtcNow();
            var defaults = new OrderDefaults { Courts = pki.Courts, Today = () => BankTime.DayOf(now) };
            var form = defaults.Fill(OrderFormReader.ReadFile(await File.ReadAllBytesAsync(parsed.GetRequiredValue(file).FullName, cancel)));
            var order = new OrderWriter(pki.Courts, pki.SealOf, DevelopmentPki.BankName).Write(form, now);
            using var hub = connection.Connect(parsed, pki);
            var reply = await hub.SubmitAsync(order, cancel);
            Console.WriteLine($"order {reply.OrderNo}{(reply.OrderVersion > 1 ? $" version {reply.OrderVersion}" : "")} accepted{(reply.Repeat ? " before: a repeat" : "")}, time of service {reply.ServiceTime}");
            return 0;
        });
        return new Command("order", "Orders to the bank.") { submit };
    }
}

using System.CommandLine;
using Gateway.Hub.FilesStub;
using Gateway.Hub.Processes;
using Gateway.Hub.SoapStub;

namespace Gateway.Hub.Commands;

/// <summary>files-stub: the hub as it sends and takes packets.</summary>
internal static class FilesStubCommand
{
    public static Command Make()
    {
        var pki = new Option<DirectoryInfo>("--pki") { Description = "A folder made by pki init: whose seals the documents bear.", Required = true };
        var incoming = new Option<DirectoryInfo>("--incoming") { Description = "The bank's HubFiles:n:Incoming.", Required = true };
        var outgoing = new Option<DirectoryInfo>("--outgoing") { Description = "Its HubFiles:n:Outgoing; answers are taken away from it.", Required = true };
        var bank = new Option<string>("--bank") { Description = "Its HubFiles:n:BankCode.", Required = true };
        var batch = new Option<int>("--batch") { Description = "Number of the batch.", DefaultValueFactory = _ => 1 };
        var each = new Option<bool>("--each") { Description = "A set of files for each order; else one for the batch." };
        var wait = new Option<int>("--wait") { Description = "Seconds to wait for all answers.", DefaultValueFactory = _ => 120 };
        var orders = new Argument<FileInfo[]>("orders") { Description = "Order files, as order submit takes them.", Arity = ArgumentArity.OneOrMore };
        var stub = new Command("files-stub", "Plays the hub in folders: sends orders as packets CXQQ and KZQQ, takes the answers CXFK and KZFK away, judges and prints them. Exit code 1: an answer is missing or is not right.")
        {
            pki, incoming, outgoing, bank, batch, each, wait, orders,
        };
        stub.SetAction(async (parsed, cancel) =>
        {
            var hub = new FileHub(parsed.GetRequiredValue(incoming).FullName, parsed.GetRequiredValue(outgoing).FullName, parsed.GetRequiredValue(bank));
            var orderOf = SoapStubCommand.OrdersOf(Pki.DevelopmentPki.Load(parsed.GetRequiredValue(pki).FullName));
            var tasks = new List<HubTask>();
            foreach (var file in parsed.GetRequiredValue(orders)) tasks.Add(TaskForms.Of(orderOf(await File.ReadAllBytesAsync(file.FullName, cancel))));
            foreach (var kind in tasks.GroupBy(task => task.IsInquiry)) Console.WriteLine($"sent {hub.Send(FileHub.BatchOf(parsed.GetValue(batch)), [.. kind], parsed.GetValue(each))}");

            var waiting = tasks.Select(task => task.OrderNo).ToHashSet(StringComparer.Ordinal);
            var wrong = 0;
            await Readiness.WaitAsync(_ =>
            {
                foreach (var answer in hub.Fetch())
                {
                    Console.WriteLine($"{answer.OrderNo} {answer.Packet} {(answer.Fault.Length == 0 ? "right" : answer.Fault)}");
                    foreach (var (kind, element) in answer.Elements) Console.WriteLine($"  {kind} {Short(element)}");
                    waiting.Remove(answer.OrderNo);
                    if (answer.Fault.Length > 0) wrong++;
                }

                return Task.FromResult(waiting.Count == 0);
            }, TimeSpan.FromSeconds(parsed.GetValue(wait)), cancel);
            foreach (var missing in waiting) Console.WriteLine($"{missing} has no answer");
            return waiting.Count + wrong == 0 ? 0 : 1;
        });
        return stub;
    }

    // A receipt's bytes tell nobody anything here.
    static string Short(System.Xml.Linq.XElement element)
    {
        var own = new System.Xml.Linq.XElement(element);
        if (own.Attribute("WSNR") is { } content) content.Value = $"({content.Value.Length})";
        return own.ToString(System.Xml.Linq.SaveOptions.DisableFormatting);
    }
}

using System.CommandLine;
using Gateway.Hub.Json;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Commands;

/// <summary>pki init: keys, certificates and seals for a gateway and its courts on a developer's machine.</summary>
internal static class PkiCommand
{
    const string DefaultCourts = "F10=甲市人民法院,F11=乙市人民法院";

    public static Command Make()
    {
        var folder = new Argument<string>("DIR") { Description = "An empty or new folder." };
        var courts = new Option<string>("--courts")
        {
            Description = "A JSON file {\"courts\": [{\"code\", \"name\", \"funds\": [{\"account\", \"name\", \"currency\"}]}]}, or CODE=NAME,CODE=NAME. "
                + "Courts given by name have the fund accounts 9001, 9002 …",
            DefaultValueFactory = _ => DefaultCourts,
        };
        var init = new Command("init", "Makes a development PKI (SM2 root, seal maker, seals of courts and bank, TLS certificates) and a gateway.json for it.") { folder, courts };
        init.SetAction(parsed =>
        {
            var target = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()) throw new InvalidDataException($"{target} is not empty");
            var list = ReadCourts(parsed.GetRequiredValue(courts));
            using var authority = new DevelopmentAuthority();
            var pki = DevelopmentPki.Create(target, authority, list);
            var settings = GatewaySettings.Default.Write(pki, list);
            Console.WriteLine($"trust anchor of the seals: {Path.Combine(target, "ca.cer")}");
            foreach (var court in list) Console.WriteLine($"court {court.Code} {court.Name}: {Path.Combine(target, "seals", court.Code)}");
            Console.WriteLine($"the bank's seal: {Path.Combine(target, "bank-seal")}");
            Console.WriteLine($"TLS: {Path.Combine(target, "tls")}");
            Console.WriteLine($"gateway configuration: {settings}");
            return 0;
        });
        return new Command("pki", "Development keys and certificates.") { init };
    }

    static IReadOnlyList<CourtForm> ReadCourts(string given)
    {
        if (File.Exists(given))
        {
            var file = StrictObject.Parse(File.ReadAllBytes(given));
            var read = CourtForm.Read(file);
            file.End();
            return read;
        }

        var pairs = given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        if (pairs.Count == 0 || pairs.Any(p => p.Length != 2)) throw new InvalidDataException($"{given} is neither a file nor CODE=NAME,CODE=NAME");
        return [.. pairs.Select((p, i) => new CourtForm(p[0], p[1], [new FundForm($"{9001 + i}", p[1] + "执行款专户", "CNY")]))];
    }
}

using System.Diagnostics;
using System.Globalization;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using V1 = Gateway.Contracts.V1;
using static System.FormattableString;

namespace Gateway.Bench;

/// <summary>
/// How long a freeze takes, from its sending to its sealed receipt, with nothing else to do and while inquiries wait by the thousand and are being answered:
/// a whole gateway and a core simulator as processes, with their default settings.
/// </summary>
internal static class FloodSection
{
    /// <summary>The promise: with a flood waiting a freeze takes at most so many times its usual time.</summary>
    const decimal Promise = 2;
    const int WarmUps = 10;
    const string Court = "F10";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    static readonly CourtForm[] Courts = [new(Court, "甲市人民法院", [new FundForm("9001", "甲市人民法院执行款专户", "CNY")])];

    sealed record Measured(long MedianMicroseconds, long NinthDecileMicroseconds, long WaitingAfter);

    /// <summary>Times in microseconds. Kept: whether the promise was.</summary>
    internal sealed record Result(int Waiting, long WaitingAfter, int Freezes, long QuietMedian, long QuietNinthDecile, long FloodedMedian, long FloodedNinthDecile, decimal Ratio, bool Kept);

    public static async Task<Result> RunAsync(BenchArguments arguments, TextWriter output)
    {
        var quiet = await MeasureAsync(0, arguments.Freezes, output);
        var flooded = await MeasureAsync(arguments.Waiting, arguments.Freezes, output);
        var ratio = decimal.Round((decimal)flooded.MedianMicroseconds / quiet.MedianMicroseconds, 2);
        await output.WriteLineAsync(Invariant($"a freeze with {arguments.Waiting} inquiries waiting takes {ratio} times its usual time (median; promised: at most {Promise})"));
        if (flooded.WaitingAfter == 0) await output.WriteLineAsync("the flood was over before the last freeze: more must wait for this to mean anything");
        return new Result(
            arguments.Waiting, flooded.WaitingAfter, arguments.Freezes, quiet.MedianMicroseconds, quiet.NinthDecileMicroseconds, flooded.MedianMicroseconds, flooded.NinthDecileMicroseconds,
            ratio, ratio <= Promise);
    }

    static async Task<Measured> MeasureAsync(int waiting, int freezes, TextWriter output)
    {
        using var authority = new DevelopmentAuthority();
        var pki = DevelopmentPki.Create(Directory.CreateTempSubdirectory("gateway-bench-").FullName, authority, Courts);
        try
        {
            if (waiting > 0) await FloodFill.RunAsync(pki.Folder, waiting, Court, Courts[0].Name);
            await using var service = await DevelopmentService.StartAsync(Programs.Find(), pki, Courts, [], Deployment.Embedded, CancellationToken.None);
            var measured = await TimeAsync(service, freezes);
            output.WriteLine(Invariant($"{waiting,7} waiting: median {measured.MedianMicroseconds / 1000} ms, 9 of 10 within {measured.NinthDecileMicroseconds / 1000} ms; {measured.WaitingAfter} waiting afterwards"));
            return measured;
        }
        finally
        {
            Directory.Delete(pki.Folder, recursive: true);
        }
    }

    static async Task<Measured> TimeAsync(DevelopmentService service, int freezes)
    {
        // Made before anything is timed: sealing them is the court's work.
        var orders = new List<V1.Order>();
        for (var i = 0; i < WarmUps + freezes; i++) orders.Add(await PrepareAsync(service, i));
        var times = new List<long>();
        foreach (var order in orders)
        {
            var begun = Stopwatch.GetTimestamp();
            var reply = await service.Hub.SubmitAsync(order, CancellationToken.None);
            var receipt = await service.Hub.GetReceiptAsync(order.OrderNo, reply.OrderVersion, Patience, CancellationToken.None);
            times.Add((long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
            if (!receipt.Body.Controls[0].Controlled) throw new InvalidOperationException($"{order.OrderNo} was not frozen: {receipt.Body.Controls[0].ReasonText}");
        }

        var timed = times.Skip(WarmUps).Order().ToList();
        return new Measured(timed[timed.Count / 2], timed[timed.Count * 9 / 10], await WaitingAsync(service));
    }

    static async Task<V1.Order> PrepareAsync(DevelopmentService service, int number)
    {
        var account = (6222000000000000 + number).ToString(CultureInfo.InvariantCulture);
        await service.Core.PutAccountAsync(account, new { currency = "CNY", balance = "10000.00", status = "NORMAL", holder = Person.Standard }, CancellationToken.None);
        var now = service.Clock.GetUtcNow();
        var defaults = new OrderDefaults { Courts = Courts, Today = () => BankTime.DayOf(now) };
        var form = defaults.Fill(new OrderForm { Verb = OrderVerb.Freeze, Order = $"FLOOD{number}", Court = Court, Lines = [new LineForm { Account = account, Amount = "6000.00" }] });
        return new OrderWriter(Courts, service.Pki.SealOf, DevelopmentPki.BankName).Write(form, now);
    }

    static async Task<long> WaitingAsync(DevelopmentService service)
    {
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri(service.OpsAddress, "metrics"));
        var line = metrics.Split('\n').First(l => l.StartsWith("gateway_open_inquiries ", StringComparison.Ordinal));
        return long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}

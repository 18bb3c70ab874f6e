using System.Globalization;
using System.Text.Json.Nodes;
using Confluent.Kafka;
using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests.Kafka;

/// <summary>Two ingress, three worker and one ops process on one store, with Kafka between them: processes die, the broker dies, messages repeat, and each order has one effect and one receipt.</summary>
[Parallelizable]
internal sealed class ProcessesTests
{
    const decimal StartBalance = 100_000m;

    static readonly string[] Accounts = ["6222000000000201", "6222000000000202", "6222000000000203", "6222000000000204", "6222000000000205", "6222000000000206"];
    static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(90);

    readonly List<string> sent = [];
    Deployment deployment = null!;
    Desk desk = null!;
    HubClient[] doors = [];

    GatewayNode[] Workers => [.. desk.Service.Nodes.Where(n => n.Roles == "worker")];

    [OneTimeSetUp]
    public async Task Open()
    {
        deployment = await Broker.DeployAsync(ingress: 2, workers: 3);
        desk = await Desk.DeployAsync([Desk.F10, Desk.F11], deployment, new KeyValuePair<string, string>("Logging:LogLevel:Gateway", "Trace"));
        doors = [.. desk.Service.Nodes.Where(n => n.Roles == "ingress").Select(desk.Service.Connect)];
        foreach (var account in Accounts) await desk.PutAccountAsync(account, StartBalance.ToString("F2", CultureInfo.InvariantCulture));
    }

    [OneTimeTearDown]
    public async Task Close() => await desk.DisposeAsync();

    [Test, Order(1)]
    public async Task A_receipt_is_there_at_the_other_door()
    {
        var order = Next("A", 0);
        await doors[0].SubmitAsync(order, CancellationToken.None);
        var receipt = await doors[1].GetReceiptAsync(order.OrderNo, 1, Desk.AnswerLimit, CancellationToken.None);
        Assert.That(desk.Fault(receipt), Is.Null);
        Assert.That(receipt.Body.Controls.Single().Reason, Is.Empty);
    }

    [Test, Order(2)]
    public async Task A_worker_that_is_killed_and_one_that_is_told_to_end_leave_nothing_behind()
    {
        await desk.Service.Core.AddFaultAsync("hold", "delay", 3, CancellationToken.None);
        await SubmitAsync("B", 24);
        await Workers[0].KillAsync();
        Assert.That(await Workers[1].StopAsync(CancellationToken.None), Is.Zero);
        await SubmitAsync("C", 12);
        Workers[0].Start();
        Workers[1].Start();
        await ExpectSettledAsync();
    }

    [Test, Order(3)]
    public async Task Messages_that_repeat_and_overtake_each_other_change_nothing()
    {
        using var producer = new ProducerBuilder<string, byte[]>(new Dictionary<string, string> { ["bootstrap.servers"] = Broker.Bootstrap }).SetLogHandler((_, _) => { }).Build();
        for (var round = 0; round < 4; round++)
        {
            await SubmitAsync($"D{round}", 6);
            // Before the relay's own, behind them, backwards, for accounts that nobody ordered on, and in partitions where they do not belong.
            foreach (var account in Accounts.Reverse().Append("6222000000000999").Concat(Accounts))
            {
                producer.Produce($"{deployment.Prefix}.control.v1", Message(account));
                producer.Produce(new TopicPartition($"{deployment.Prefix}.control.v1", round), Message(account));
            }

            producer.Flush(CancellationToken.None);
        }

        await ExpectSettledAsync();
    }

    [Test, Order(4)]
    public async Task While_the_broker_is_away_orders_are_taken_and_afterwards_they_are_carried_out()
    {
        if (Broker.Real is not { } broker)
        {
            Assert.Ignore("a mock cluster cannot be killed");
            return;
        }

        foreach (var worker in Workers) await DevelopmentService.WaitUntilReadyAsync(worker, CancellationToken.None);
        await broker.KillAsync(1, CancellationToken.None);
        try
        {
            await SubmitAsync("E", 6);
            Assert.That(await Workers[0].HealthAsync(CancellationToken.None), Does.Contain("\"bus\":\"no broker answers\""));
            // One that comes up while it is away.
            await Workers[2].KillAsync();
            Workers[2].Start();
        }
        finally
        {
            await broker.ReviveAsync(1, CancellationToken.None);
        }

        await ExpectSettledAsync();
        await DevelopmentService.WaitUntilReadyAsync(Workers[2], CancellationToken.None);
    }

    [Test, Order(5)]
    public async Task No_log_of_any_process_says_whom_or_which_account_it_is_about()
    {
        await desk.AnswerAsync(desk.Write(new OrderForm { Verb = OrderVerb.Inquire, Order = "F-0" }));
        await desk.AnswerAsync(desk.Write(Desk.Freeze("F-1", Accounts[0], "1.00") with { Party = new Person("李四", "10100", "110101199001019999") }));
        await desk.Service.Core.AddFaultAsync("state", "errorBefore", 1, CancellationToken.None);
        await desk.AnswerAsync(desk.Write(Desk.Freeze("F-2", Accounts[1], "1.00")));

        var logs = string.Concat(desk.Service.Nodes.Select(n => File.ReadAllText(Path.Combine(desk.Service.Pki.Folder, n.Name + ".log"))));
        Assert.That(logs, Does.Contain("gateway ready").And.Contain("****0202"), "there is something to find");
        string[] secrets = [Person.Standard.Name, Person.Standard.IdNumber, "李四", "110101199001019999", "王法官", "010-12345678", "GZ20260001", .. Accounts];
        Assert.That(secrets.Where(secret => logs.Contains(secret, StringComparison.Ordinal)), Is.Empty);
    }

    [Test, Order(6)]
    public void The_banks_own_consumers_hear_of_every_receipt_in_order()
    {
        using var late = new CancellationTokenSource(IdleLimit);
        using var listener = new ConsumerBuilder<string, string>(new ConsumerConfig { BootstrapServers = Broker.Bootstrap, GroupId = $"{deployment.Prefix}-listener", AutoOffsetReset = AutoOffsetReset.Earliest })
            .SetLogHandler((_, _) => { }).Build();
        listener.Subscribe($"{deployment.Prefix}.receipts.v1");
        var (told, last) = (new HashSet<string>(), 0L);
        while (!sent.All(told.Contains))
        {
            late.Token.ThrowIfCancellationRequested();
            if (listener.Consume(TimeSpan.FromMilliseconds(200)) is not { Message: { } message }) continue;
            var receipt = JsonNode.Parse(message.Value)!;
            Assert.That(message.Key, Is.EqualTo("zdz"));
            Assert.That((long)receipt["sequence"]!, Is.LessThanOrEqualTo(last + 1), "no gap; a repeat goes back");
            last = Math.Max(last, (long)receipt["sequence"]!);
            if ((string)receipt["kind"]! == "FINAL") told.Add((string)receipt["order"]!["no"]!);
        }

        listener.Close();
    }

    static Message<string, byte[]> Message(string account) => new() { Key = account, Value = [] };

    async Task SubmitAsync(string series, int count)
    {
        // One after another on each account: what a court sends later is served later.
        await Task.WhenAll(Enumerable.Range(0, Accounts.Length).Select(async account =>
        {
            for (var n = account; n < count; n += Accounts.Length) await doors[n % doors.Length].SubmitAsync(Next(series, n), CancellationToken.None);
        }));
    }

    Order Next(string series, int n)
    {
        var order = $"{series}-{n}";
        lock (sent) sent.Add(order);
        var account = Accounts[n % Accounts.Length];
        return desk.Write(n % 3 == 2
            ? new OrderForm { Verb = OrderVerb.FreezeAndDeduct, Order = order, Lines = [new LineForm { Account = account, Amount = "70.00", Payee = "9001" }] }
            : Desk.Freeze(order, account, "100.00", n % 2 == 0 ? "F10" : "F11"));
    }

    async Task ExpectSettledAsync()
    {
        Assert.That(await desk.Service.WaitUntilIdleAsync(IdleLimit, CancellationToken.None), Is.True, "work is left");
        var receipts = await ReceiptCollector.CollectAsync(doors[1], sent, IdleLimit, CancellationToken.None);
        var journal = await desk.Service.Core.JournalAsync(0, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(receipts.Select(r => r.Sequence), Is.EqualTo(Enumerable.Range(1, receipts.Count).Select(n => (long)n)), "receipt numbers");
            Assert.That(receipts.Where(r => r.Kind == ReceiptKind.Final).Select(r => r.OrderNo), Is.EquivalentTo(sent), "one FINAL receipt an order");
            Assert.That(receipts.SelectMany(r => r.Body.Controls).Select(c => c.Reason), Is.All.Empty);
            Assert.That(journal.Where(e => e.Key is { Length: > 0 }).CountBy(e => e.Key!).Where(k => k.Value > 1), Is.Empty, "one effect a key");
        });
        foreach (var account in Accounts)
        {
            var deductions = sent.Count(o => IndexOf(o) % 3 == 2 && Accounts[IndexOf(o) % Accounts.Length] == account);
            var position = await desk.Service.Ops.PositionAsync(account, null, CancellationToken.None);
            Assert.That(decimal.Parse(position.Balance, CultureInfo.InvariantCulture), Is.EqualTo(StartBalance - (70m * deductions)), $"balance of {account}");
        }

        Assert.That((await desk.Service.Ops.VerifyAuditAsync(CancellationToken.None)).GetProperty("valid").GetBoolean(), Is.True, "audit chain");
    }

    static int IndexOf(string order) => int.Parse(order.Split('-')[1], CultureInfo.InvariantCulture);
}

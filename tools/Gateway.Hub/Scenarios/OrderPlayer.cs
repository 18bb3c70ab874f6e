using Gateway.Contracts.V1;
using Gateway.Hub.Client;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Pki;
using Gateway.Hub.Processes;
using Gateway.Sealing;
using Grpc.Core;

namespace Gateway.Hub.Scenarios;

/// <summary>Plays the steps in which a court orders: makes and sends the order, waits for the receipt, verifies and compares it.</summary>
internal sealed class OrderPlayer
{
    static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    readonly ScenarioFile scenario;
    readonly DevelopmentService service;
    readonly string? receiptsFolder;
    readonly IRunObserver? observer;
    readonly OrderDefaults defaults;
    readonly OrderWriter writer;
    readonly ReceiptCheck receipts;
    readonly FreezeEnds ends = new();
    readonly NoticeStream notices = new();
    readonly Dictionary<string, (OrderForm Form, Receipt? Receipt)> sent = [];

    public OrderPlayer(ScenarioFile scenario, DevelopmentService service, string? receiptsFolder, IRunObserver? observer)
    {
        this.scenario = scenario;
        this.service = service;
        this.receiptsFolder = receiptsFolder;
        this.observer = observer;
        var holders = scenario.Accounts.ToDictionary(a => a.Account, a => a.Holder);
        defaults = new OrderDefaults
        {
            Courts = scenario.Courts,
            Today = () => BankTime.DayOf(service.Clock.GetUtcNow()),
            HolderOf = holders.GetValueOrDefault,
            EndOfOriginal = ends.Of,
        };
        writer = new OrderWriter(scenario.Courts, service.Pki.SealOf, DevelopmentPki.BankName);
        receipts = new ReceiptCheck(
            new SealVerifier(TrustStore.FromCertificates([service.Pki.RootCertificate]), new SealPolicy()), service.Pki.BankCertificateFingerprint);
    }

    /// <summary>Plays one step.</summary>
    /// <returns>The first thing that is not as expected; null: all is.</returns>
    public async Task<Mismatch?> PlayAsync(OrderStep step, CancellationToken cancel)
    {
        var again = step.Repeat && sent.ContainsKey(step.Form.Order);
        var form = defaults.Fill(again ? step.Form.Over(sent[step.Form.Order].Form) : step.Form);
        if (step.Repeat && !again && await SendAsync(step, form, repeat: false, cancel) is { } mismatch) return mismatch;
        return await SendAsync(step, form, step.Repeat, cancel);
    }

    /// <summary>Waits for a receipt in the channel's stream that no order asked for.</summary>
    /// <returns>The first thing that is not as expected; null: all is.</returns>
    public async Task<Mismatch?> PlayAsync(ExpectNoticeStep step, CancellationToken cancel)
    {
        if (!await service.WaitUntilIdleAsync(AnswerLimit, cancel)) return new Mismatch("notice", $"idle within {AnswerLimit.TotalSeconds} s", "work left");
        var key = $"{step.Order} {step.Kind}";
        if (await notices.NextAsync(service.Hub, step.Order, step.Kind, cancel) is not { } receipt) return new Mismatch("notice", key, "none");
        Keep(receipt, "." + step.Kind);
        if (receipts.Fault(receipt, service.Clock.GetUtcNow()) is { } fault) return new Mismatch("receipt", "a valid seal", fault);
        observer?.Received(receipt);
        return step.Expect?.Compare(receipt.Body.Controls[0], "");
    }

    /// <summary>Takes the receipt of an order that people have decided.</summary>
    /// <returns>The first thing that is not as expected; null: all is.</returns>
    public async Task<Mismatch?> ReceiveReviewedAsync(ReviewStep step, CancellationToken cancel)
    {
        if (!sent.TryGetValue(step.Order, out var known)) return new Mismatch("order", "one that was sent", step.Order);
        var status = await service.Hub.GetOrderAsync(step.Order, cancel);
        var expected = new OrderStep(step.Number, step.Do, known.Form, step.Controls, null, null, false, null);
        return await ReceiveAsync(expected, known.Form, status.OrderVersion, repeat: false, cancel);
    }

    /// <summary>Takes the FINAL receipt of an order whose remittances were settled.</summary>
    /// <returns>The first thing that is not as expected; null: all is.</returns>
    public async Task<Mismatch?> ReceiveSettledAsync(SettleStep step, CancellationToken cancel)
    {
        if (!sent.TryGetValue(step.Order, out var known)) return new Mismatch("order", "one that was sent", step.Order);
        var status = await service.Hub.GetOrderAsync(step.Order, cancel);
        // With a line that waits for something else, as for people, there is none yet.
        if (status.State is not (OrderState.Answered or OrderState.Acknowledged)) return null;
        var expected = new OrderStep(step.Number, step.Do, known.Form, step.Controls, null, null, false, null);
        return await ReceiveAsync(expected, known.Form, status.OrderVersion, repeat: false, cancel);
    }

    async Task<Mismatch?> SendAsync(OrderStep step, OrderForm form, bool repeat, CancellationToken cancel)
    {
        var order = writer.Write(form, service.Clock.GetUtcNow());
        SubmitReply reply;
        try
        {
            reply = await service.Hub.SubmitAsync(order, cancel);
        }
        catch (RpcException refused) when (!cancel.IsCancellationRequested)
        {
            return GrpcFaults.Code(refused.StatusCode) == step.Error ? null : new Mismatch("error", step.Error ?? "none", GrpcFaults.Describe(refused));
        }

        if (step.Error is not null) return new Mismatch("error", step.Error, "OK");
        observer?.Acknowledged(order, reply);
        if (repeat && !reply.Repeat) return new Mismatch("repeat", "marked as a repeat", "taken as a new order");
        sent.TryAdd(form.Order, (form, null));
        if (step.State is not null && await StateAsync(order.OrderNo, step.State, cancel) is { } state) return state;
        // Its receipt comes with a later step; what it does to the account is done by then.
        if (scenario.SettledOrders.Contains(form.Order)) await service.WaitUntilIdleAsync(AnswerLimit, cancel);
        return step.State is null or "ANSWERED" or "ACKNOWLEDGED" ? await ReceiveAsync(step, form, reply.OrderVersion, repeat, cancel) : null;
    }

    async Task<Mismatch?> ReceiveAsync(OrderStep step, OrderForm form, int version, bool repeat, CancellationToken cancel)
    {
        if (await UnderWayAsync(form, cancel) is { } interim)
        {
            // What is expected of a deduction into another bank is told at once; its FINAL receipt follows when the money has arrived.
            Keep(interim, ".INTERIM");
            return receipts.Fault(interim, service.Clock.GetUtcNow()) is { } broken ? new Mismatch("receipt", "a valid seal", broken) : Compare(step, form, interim.Body);
        }

        Receipt receipt;
        try
        {
            receipt = await service.Hub.GetReceiptAsync(form.Order, version, AnswerLimit, cancel);
        }
        catch (RpcException late) when (late.StatusCode == StatusCode.DeadlineExceeded)
        {
            var status = await service.Hub.GetOrderAsync(form.Order, cancel);
            return new Mismatch("receipt", $"within {AnswerLimit.TotalSeconds} s", $"none ({status.State}, {status.OpenLines} of {status.Lines} lines open)");
        }

        Keep(receipt);
        if (receipts.Fault(receipt, service.Clock.GetUtcNow()) is { } fault) return new Mismatch("receipt", "a valid seal", fault);
        var first = sent[form.Order].Receipt;
        if (repeat && first is not null && !first.Ofd.Equals(receipt.Ofd)) return new Mismatch("repeat", "the same receipt", "another one");
        sent[form.Order] = (form, receipt);
        ends.Note(form, receipt.Body);
        observer?.Received(receipt);
        return Compare(step, form, receipt.Body);
    }

    // Null: the order pays nothing into another bank, or it was settled already, or it came to nothing.
    async Task<Receipt?> UnderWayAsync(OrderForm form, CancellationToken cancel)
    {
        var remits = scenario.SettledOrders.Contains(form.Order) || form.Lines.Any(l => l.PayeeBank is not null);
        if (!remits || !await service.WaitUntilIdleAsync(AnswerLimit, cancel)) return null;
        var status = await service.Hub.GetOrderAsync(form.Order, cancel);
        return status.State == OrderState.Accepted ? await notices.PeekAsync(service.Hub, form.Order, "INTERIM", cancel) : null;
    }

    static Mismatch? Compare(OrderStep step, OrderForm form, ReceiptBody body)
    {
        if (form.Verb == OrderVerb.Inquire) return body.Inquiry is null ? new Mismatch("receipt", "an inquiry's answer", "none") : step.Inquiry?.Compare(body.Inquiry);
        if (body.Controls.Count != form.Lines.Count) return new Mismatch("receipt", $"{form.Lines.Count} lines", $"{body.Controls.Count}");
        return step.Controls
            .Select((expected, i) => expected?.Compare(body.Controls[i], form.Lines.Count > 1 ? $"lines[{i}]." : ""))
            .FirstOrDefault(m => m is not null);
    }

    async Task<Mismatch?> StateAsync(string orderNo, string expected, CancellationToken cancel)
    {
        var last = "";
        var reached = await Readiness.WaitAsync(
            async c => (last = Word((await service.Hub.GetOrderAsync(orderNo, c)).State)) == expected, AnswerLimit, cancel);
        return reached ? null : new Mismatch("state", expected, last);
    }

    void Keep(Receipt receipt, string kind = "")
    {
        if (receiptsFolder is null) return;
        Directory.CreateDirectory(receiptsFolder);
        var name = string.Concat(receipt.OrderNo.Split(Path.GetInvalidFileNameChars())) + (receipt.OrderVersion > 1 ? $".{receipt.OrderVersion}" : "") + (kind.Length > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}.{receipt.Sequence}") : "");
        File.WriteAllBytes(Path.Combine(receiptsFolder, name + ".ofd"), receipt.Ofd.ToByteArray());
    }

    static string Word(OrderState state) => state switch
    {
        OrderState.Accepted => "ACCEPTED",
        OrderState.Answered => "ANSWERED",
        OrderState.Acknowledged => "ACKNOWLEDGED",
        OrderState.InReview => "IN_REVIEW",
        _ => state.ToString(),
    };
}

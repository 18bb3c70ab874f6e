using System.Text.Json;
using Gateway.Ingress.Courts;
using Gateway.Ingress.Offline;
using Gateway.Ingress.Tests.Support;
using Gateway.Register.Courts;
using Gateway.Register.Orders;
using Gateway.Store.Emergency;
using Google.Protobuf;

namespace Gateway.Ingress.Tests.Offline;

/// <summary>22: a paper order is read like one from the network, its papers are scans.</summary>
public sealed class OfflineEntryTests
{
    static readonly CourtDirectory Courts = new([], [new Court("F10", Papers.CourtName, [], [])]);
    static readonly byte[] Pdf = "%PDF-1.7 …"u8.ToArray();

    static OfflineForm Form(Action<Contracts.V1.Order>? change = null)
    {
        var order = Papers.Freeze("P1");
        order.Documents.Clear();
        change?.Invoke(order);
        return new OfflineForm(
            "offline", JsonFormatter.Default.Format(order),
            [new(DocumentKind.Ruling, "裁定书.pdf", Pdf), new(DocumentKind.Notice, "通知书.jpg", [0xff, 0xd8, 0xff, 0xe0]), new(DocumentKind.WorkCard, "证件.png", [0x89, 0x50, 0x4e, 0x47])], Clock.Now.AddHours(-3), Clock.Now);
    }

    [Test]
    public void A_paper_order_becomes_a_task_with_its_scans_and_its_time_of_service()
    {
        var (task, faults) = OfflineEntry.Read(Form(), Courts);
        Assert.That(faults, Is.Empty);
        var offline = JsonSerializer.Deserialize<OfflineOrder>(task!.SubjectJson!)!;
        Assert.That((offline.ServedAt, offline.Order.OrderNo, offline.Order.Lines.Single().Amount, task.Scans.Count), Is.EqualTo((Clock.Now.AddHours(-3), "P1", 6000m, 3)));
        Assert.That(offline.Order.Documents.Select(d => (d.Kind, d.MediaType)), Is.EqualTo(new[] { (DocumentKind.Ruling, "application/pdf"), (DocumentKind.Notice, "image/jpeg"), (DocumentKind.WorkCard, "image/png") }));
        Assert.That(task.Scans.Keys, Is.EquivalentTo(offline.Order.Documents.Select(d => d.Sm3)));
    }

    [Test]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var form = Form(o =>
        {
            o.CourtCode = "F99";
            o.Freeze.Lines[0].Target.Account = "";
            o.Officer.Phone = "";
        });
        var (task, faults) = OfflineEntry.Read(form with { ServedAt = Clock.Now.AddMinutes(1), Scans = [new(DocumentKind.Notice, "notice.txt", "text"u8.ToArray())] }, Courts);
        Assert.That(task, Is.Null);
        Assert.That(faults, Has.Some.Contains("notice.txt: neither PDF").And.Some.Contains("target.account is missing").And.Some.Contains("future"));
        (_, faults) = OfflineEntry.Read(Form(o => { o.CourtCode = "F99"; o.Officer.Phone = ""; }) with { Scans = [], ServedAt = Clock.Now.AddDays(-31) }, Courts);
        Assert.That(faults, Has.Count.EqualTo(6), string.Join('\n', faults));
        Assert.That(OfflineEntry.Read(Form() with { OrderJson = "{ \"order_no\": " }, Courts).Faults, Has.Count.EqualTo(1));
    }
}

using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Hub.SoapStub;

/// <summary>The stub as a process: the SOAP port at /hub, and beside it what a test or a person says to it.</summary>
internal sealed class StubServer(HubDesk desk, StubFaults faults, Func<byte[], Contracts.V1.Order> orderOf)
{
    public static async Task<WebApplication> StartAsync(StubServer stub, IPEndPoint listen, string userName, string password, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(listen));
        var app = builder.Build();
        app.MapPost("/hub", new SoapService(stub.Desk, stub.Faults, userName, password).AnswerAsync);
        stub.Map(app);
        await app.StartAsync(cancel);
        return app;
    }

    HubDesk Desk => desk;

    StubFaults Faults => faults;

    void Map(WebApplication app)
    {
        // An order file, as order submit takes it: sealed, and open at the hub from now on.
        app.MapPost("/stub/orders", async (HttpRequest request, CancellationToken cancel) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancel);
            var task = TaskForms.Of(orderOf(body.ToArray()));
            desk.Open(task);
            return Results.Text(task.OrderNo);
        });
        app.MapPost("/stub/faults", (string operation, StubFault fault, int times) => faults.Add(operation, fault, times));
        app.MapGet("/stub/open", () => Results.Text(string.Concat(desk.OpenTasks().Select(t => t.OrderNo + "\n"))));
        app.MapGet("/stub/answers/{orderNo}", (string orderNo) => Results.Text(Told(desk.AnswersOf(orderNo)), "application/xml", Encoding.UTF8));
    }

    // Everything that came for an order, in plain, with what the hub said to it.
    static string Told(IReadOnlyList<HubAnswer> answers) => new System.Xml.Linq.XElement("answers", answers.Select(a => new System.Xml.Linq.XElement(
        "answer", new System.Xml.Linq.XAttribute("operation", a.Operation), new System.Xml.Linq.XAttribute("taken", a.Taken), new System.Xml.Linq.XAttribute("said", a.Said), a.Message))).ToString();
}

using Gateway.CoreSim.Api;

namespace Gateway.CoreSim.Soap;

/// <summary>The worked example: a SOAP core and the adapter before it, each on a port of its own.</summary>
internal static class SoapBank
{
    public const string Usage = """
        usage: Gateway.CoreSim soap [--listen 127.0.0.1:PORT] [--loses N]
          a SOAP core in memory and, at the address that is printed, an adapter that speaks the core's contract; each N-th answer of the core to a change gets lost (default 3, 0: none)
        """;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        var (listen, loses) = ("127.0.0.1:0", 3);
        foreach (var pair in args.Chunk(2))
        {
            if (pair is ["--listen", var address] && System.Net.IPEndPoint.TryParse(address, out _)) listen = address;
            else if (pair is ["--loses", var number] && int.TryParse(number, out loses) && loses >= 0) continue;
            else
            {
                await output.WriteLineAsync(Usage);
                return 2;
            }
        }

        var core = new SoapCore(loses);
        await using var coreApp = Build("127.0.0.1:0");
        coreApp.MapPost("/soap", core.AnswerAsync);
        await coreApp.StartAsync(cancel);

        using var http = new HttpClient { BaseAddress = new Uri(coreApp.Urls.Single() + "/"), Timeout = TimeSpan.FromSeconds(3) };
        await using var adapter = Build(listen);
        adapter.Use(Answers.AnswerBadRequests);
        new SoapAdapter(new SoapClient(http)).Map(adapter);
        await adapter.StartAsync(cancel);
        await output.WriteLineAsync($"adapter to a SOAP core listening on {adapter.Urls.Single()}");
        await adapter.WaitForShutdownAsync(cancel);
        return 0;
    }

    static WebApplication Build(string listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPEndPoint.Parse(listen)));
        builder.Services.ConfigureHttpJsonOptions(json => SimJson.Configure(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return builder.Build();
    }
}

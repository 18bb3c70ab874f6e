using Gateway.CoreSim.Api;
using Gateway.CoreSim.Check;
using Gateway.CoreSim.Data;
using Gateway.CoreSim.Soap;

namespace Gateway.CoreSim;

/// <summary>One core simulator, from its command line to its end.</summary>
internal static class CoreSimulator
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancel)
    {
        if (args is ["check", .. var checking]) return await CoreCheck.RunAsync(checking, output, cancel);
        if (args is ["soap", .. var soap]) return await SoapBank.RunAsync(soap, output, cancel);
        if (SimArguments.Parse(args) is not { } arguments)
        {
            await output.WriteLineAsync(SimArguments.Usage);
            return args is ["--help" or "-h"] ? 0 : 2;
        }

        await using var app = Build(arguments);
        app.Services.GetRequiredService<SimDatabase>();
        app.Use(Answers.AnswerBadRequests);
        app.MapCore();
        app.MapAdmin();
        await app.StartAsync(cancel);
        await output.WriteLineAsync($"core simulator listening on {app.Urls.Single()}");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    static WebApplication Build(SimArguments arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(arguments.Listen));
        builder.Services.ConfigureHttpJsonOptions(json => SimJson.Configure(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services
            .AddSingleton<SimClock>().AddSingleton<Faults>().AddSingleton(_ => new SimDatabase(arguments.Data))
            .AddSingleton<Accounts>().AddSingleton<Journal>().AddSingleton<Transactions>().AddSingleton<Operations>()
            .AddSingleton<Holds>().AddSingleton<Debits>().AddSingleton<Rates>()
            .AddSingleton<Setup>().AddSingleton<Claims>().AddSingleton<OtherFreezes>().AddSingleton<Movements>().AddSingleton<Payments>();
        return builder.Build();
    }
}

using Gateway.CoreSim;
using Gateway.CoreSim.Api;
using Gateway.CoreSim.Data;

if (SimArguments.Parse(args) is not { } arguments)
{
    Console.WriteLine(SimArguments.Usage);
    return args is ["--help" or "-h"] ? 0 : 2;
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(arguments.Listen));
builder.Services.ConfigureHttpJsonOptions(json => SimJson.Configure(json.SerializerOptions));
builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
builder.Services
    .AddSingleton<SimClock>().AddSingleton<Faults>().AddSingleton(_ => new SimDatabase(arguments.Data))
    .AddSingleton<Accounts>().AddSingleton<Journal>().AddSingleton<Transactions>().AddSingleton<Operations>()
    .AddSingleton<Holds>().AddSingleton<Debits>().AddSingleton<Rates>()
    .AddSingleton<Setup>().AddSingleton<Claims>().AddSingleton<OtherFreezes>().AddSingleton<Movements>();

await using var app = builder.Build();
app.Services.GetRequiredService<SimDatabase>();
app.Use(Answers.AnswerBadRequests);
app.MapCore();
app.MapAdmin();
await app.StartAsync();
Console.WriteLine($"core simulator listening on {app.Urls.Single()}");
await app.WaitForShutdownAsync();
return 0;

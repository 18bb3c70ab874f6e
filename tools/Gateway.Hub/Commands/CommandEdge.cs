using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Hub.Client;
using Gateway.Hub.Json;
using Gateway.Hub.Processes;
using Grpc.Core;

namespace Gateway.Hub.Commands;

/// <summary>The outermost edge: what goes wrong in a way that people can mend is said in one line.</summary>
internal static class CommandEdge
{
    /// <summary>Exit code of a wrong call or a failed step; 1 means that the thing looked at is not right.</summary>
    public const int Failed = 2;

    /// <summary>Parses the arguments and runs the command.</summary>
    public static async Task<int> InvokeAsync(string[] arguments, CancellationToken cancel)
    {
        var parsed = Root().Parse(arguments);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancel);
            return parsed.Errors.Count > 0 ? Failed : code;
        }
        catch (RpcException refused)
        {
            await Console.Error.WriteLineAsync(GrpcFaults.Describe(refused));
        }
        catch (ServiceStartException down)
        {
            await Console.Error.WriteLineAsync($"{down.Message}:\n{down.Log}");
        }
        catch (Exception wrong) when (wrong is JsonFormException or InvalidDataException or InvalidOperationException or IOException
            or UnauthorizedAccessException or HttpRequestException or CryptographicException or JsonException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("ended");
        }

        return Failed;
    }

    static RootCommand Root() => new("The court side of the 查控 gateway, for development and tests.")
    {
        PkiCommand.Make(),
        OrderCommand.Make(),
        ReceiptCommands.MakeWatch(),
        ReceiptCommands.MakeReceipt(),
        SealCommand.Make(),
        ScenarioCommand.Make(),
        DemoCommand.Make(),
        ChaosCommand.Make(),
        SoapStubCommand.Make(),
        FilesStubCommand.Make(),
    };
}

using System.CommandLine;
using System.Text;
using Gateway.Hub.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("The court side of the 查控 gateway, for development and tests.")
{
    PkiCommand.Make(),
    OrderCommand.Make(),
    ReceiptCommands.MakeWatch(),
    ReceiptCommands.MakeVerify(),
    SealCommand.Make(),
    ScenarioCommand.Make(),
    DemoCommand.Make(),
};
return await CommandEdge.InvokeAsync(root, args);

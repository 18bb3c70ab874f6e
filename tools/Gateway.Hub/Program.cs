using System.Text;
using Gateway.Hub.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await CommandEdge.InvokeAsync(args, CancellationToken.None);

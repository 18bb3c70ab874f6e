using Gateway.Host;

return await GatewayProcess.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

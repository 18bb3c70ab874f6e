using Gateway.CoreSim;

return await CoreSimulator.RunAsync(args, Console.Out, CancellationToken.None);

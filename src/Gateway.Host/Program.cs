using System.Globalization;
using Gateway.Host;

// Whatever the machine's language is, numbers and dates are written in one way.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;

return await GatewayProcess.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

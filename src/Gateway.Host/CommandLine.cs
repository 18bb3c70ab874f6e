namespace Gateway.Host;

/// <summary>What one process of the service does.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Ingress = 1,
    Worker = 2,
    Ops = 4,
    /// <summary>Hubs that are polled, as the section HubSoap names them; without one nothing.</summary>
    HubSoap = 8,
    /// <summary>Hubs whose packets come into folders, as the section HubFiles names them; without one nothing.</summary>
    HubFiles = 16,
    All = Ingress | Worker | Ops | HubSoap | HubFiles,
}

/// <summary><c>gateway [--config FILE] [--roles ingress,worker,ops,hub-soap,hub-files] [--check]</c>.</summary>
/// <param name="CheckOnly">Say what is wrong with the configuration, and start nothing.</param>
internal sealed record CommandLine(string ConfigFile, Roles Roles, bool CheckOnly = false)
{
    public const string Usage = """
        gateway [--config FILE] [--roles ROLE,…] [--check]
        gateway doctor [--config FILE] [--roles ROLE,…]  what an installation lacks, as a table with what to do; changes nothing
        gateway hub …     answers that a hub refuses or has not taken: list, retry, by-hand; gateway hub shows how
        gateway desk …    what two people decide; gateway desk shows how
        gateway statistics …  what was served in a period, counted by court, measure, branch …
        gateway parked …  accounts that stopped: list, retry, settle by hand; gateway desk shows how
        gateway shadow …  what a shadow and the system in use answered differently; gateway shadow shows how
        gateway privacy … the keys of customers' data; gateway privacy shows how
        gateway lookup …  for a customer who objects: court, case and officer; gateway desk shows how
        gateway offline …  a paper order with its scans through the same register; gateway desk shows how
        gateway emergency …  pause a measure, a channel or everything, let it go on, whom to call; gateway desk shows how
        gateway register …  channels, courts, funds, officers, protected kinds, parties; gateway register shows how
        gateway takeover …  freezes, payees and officers of the system before this one; gateway takeover shows how
        gateway backup … a copy of the store beside the running service; gateway restore … puts one back; both show how
        gateway catch-up …  what the core did that a restored store does not know; gateway catch-up shows how
        gateway reconcile …  register against core, receipts against acknowledgements: run, list, show, runs, mend; gateway reconcile shows how
          --config FILE   configuration (default gateway.json); each key can be overridden by GATEWAY__Section__Key
          --roles ROLE,…  what this process does: ingress, worker, ops, hub-soap, hub-files (default: all)
          --check         says what is wrong with the configuration, and starts nothing
        """;

    /// <summary>The command line, or what is wrong with it.</summary>
    public static (CommandLine? Parsed, string? Fault) Parse(IReadOnlyList<string> args)
    {
        var file = "gateway.json";
        var roles = Roles.All;
        var check = false;
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--check")
            {
                check = true;
                continue;
            }

            if (args[i] is not ("--config" or "--roles")) return (null, $"{args[i]}: no such option");
            if (i + 1 == args.Count) return (null, $"{args[i]}: a value is missing");
            var value = args[++i];
            if (args[i - 1] == "--config") file = value;
            else if (ParseRoles(value) is { } parsed) roles = parsed;
            else return (null, $"--roles {value}: must name ingress, worker, ops, hub-soap or hub-files, with commas between");
        }

        return (new CommandLine(file, roles, check), null);
    }

    private static Roles? ParseRoles(string text)
    {
        var roles = Roles.None;
        foreach (var name in text.Split(','))
        {
            Roles? role = name switch { "ingress" => Roles.Ingress, "worker" => Roles.Worker, "ops" => Roles.Ops, "hub-soap" => Roles.HubSoap, "hub-files" => Roles.HubFiles, _ => null };
            if (role is null) return null;
            roles |= role.Value;
        }

        return roles;
    }
}

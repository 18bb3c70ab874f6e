namespace Gateway.CoreSim.Check;

/// <summary>The command line of <c>check</c>.</summary>
internal sealed record CheckArguments(Uri Url, string? AccountsFile)
{
    public const string Usage = """
        Checks a live implementation of the core's contract (proto/corebanking/v1/openapi.yaml).

        usage: Gateway.CoreSim check --url http://HOST:PORT [--accounts FILE]

          --url        where /v1 is
          --accounts   test accounts of that bank, JSON; without it they are made through the simulator's /admin:
                       { "accounts": [ { "account": "6222…", "currency": "CNY", "name": "张三", "idKind": "10100", "idNumber": "…" } ],
                         "payee": { "name": "…", "bankName": "…", "bankNo": "…", "account": "…" } }
                       The first one is used: it needs a balance of 1.00 at least and nothing that holds it. 0.05 of it are debited for good.

        Prints a line for each check and at last "N passed, N failed"; exit code 1 if any failed.
        """;

    /// <summary>The parsed arguments, or null where they are wrong.</summary>
    public static CheckArguments? Parse(string[] args)
    {
        Uri? url = null;
        string? file = null;
        if (args.Length % 2 != 0) return null;
        foreach (var pair in args.Chunk(2))
        {
            switch (pair[0])
            {
                case "--url" when Uri.TryCreate(pair[1].TrimEnd('/') + "/", UriKind.Absolute, out url) && url.Scheme is "http" or "https": break;
                case "--accounts": file = pair[1]; break;
                default: return null;
            }
        }

        return url is null ? null : new CheckArguments(url, file);
    }
}

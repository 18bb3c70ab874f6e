using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Gateway.EndToEnd.Tests.Support;

/// <summary>The bank's people beside a running service: each of their commands works on the service's store, as a process of its own would.</summary>
internal sealed class Counter(Desk desk)
{
    public const string Maker = "经办员";
    public const string Checker = "复核员";

    readonly ProgramsInThisProcess programs = new(Programs.Find());

    /// <summary>gateway.json.</summary>
    public string Config => Path.Combine(desk.Service.Pki.Folder, "gateway.json");

    /// <summary>A person's command, which must end so; gives what it printed.</summary>
    public async Task<string> RunAsync(string person, int exit, params string[] words)
    {
        var (code, output, errors) = await programs.AskGatewayAsync([.. words, "--config", Config, "--as", person], CancellationToken.None);
        Assert.That(code, Is.EqualTo(exit), $"{string.Join(' ', words)}: {output}{errors}");
        return (output + errors).Trim().ReplaceLineEndings("\n");
    }

    /// <summary>The maker's command, which must succeed.</summary>
    public Task<string> AskAsync(params string[] words) => RunAsync(Maker, 0, words);

    /// <summary>The maker's command opens a task, and the checker confirms it.</summary>
    public async Task<string> AgreeAsync(params string[] words)
    {
        var printed = await AskAsync(words);
        var task = printed.Split('\n')[^1].Split(' ')[1].TrimEnd(':');
        await RunAsync(Checker, 0, "desk", "confirm", task);
        return task;
    }

    /// <summary>The review of an order that waits: proposed by one person, confirmed by another.</summary>
    public async Task DecideAsync(string order, string decision, params string[] more)
    {
        var task = (await AskAsync("desk", "list", "--order", order)).Split('\t')[0];
        await AskAsync(["desk", "propose", task, "--decide", decision, "--note", "情况已核实", .. more]);
        await RunAsync(Checker, 0, "desk", "confirm", task);
    }

    /// <summary>A file in the service's folder.</summary>
    public async Task<string> FileAsync(string name, string text)
    {
        var file = Path.Combine(desk.Service.Pki.Folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    /// <summary>What the service measures of itself.</summary>
    public async Task<long> GaugeAsync(string name)
    {
        var text = await desk.Service.Nodes[0].MetricsAsync(CancellationToken.None);
        return long.Parse(text.Split('\n').Single(l => l.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>The audit chain's entries of an action, newest last: actor and subject.</summary>
    public IReadOnlyList<(string Actor, string Subject)> Audit(string action)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(desk.Service.Pki.Folder, "data", "gateway.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT actor, subject FROM audit WHERE action = $action ORDER BY audit_no";
        command.Parameters.AddWithValue("$action", action);
        using var rows = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (rows.Read()) found.Add((rows.GetString(0), rows.GetString(1)));
        return found;
    }
}

namespace Gateway.Host.Tests;

[TestFixture]
public sealed class CommandLineTests
{
    [TestCase("", "gateway.json", (int)Roles.All)]
    [TestCase("--config /etc/gateway.json", "/etc/gateway.json", (int)Roles.All)]
    [TestCase("--roles worker", "gateway.json", (int)Roles.Worker)]
    [TestCase("--roles hub-soap", "gateway.json", (int)Roles.HubSoap)]
    [TestCase("--roles hub-files", "gateway.json", (int)Roles.HubFiles)]
    [TestCase("--roles ops,ingress --config x.json", "x.json", (int)(Roles.Ops | Roles.Ingress))]
    public void A_command_line_says_the_file_and_the_roles(string line, string file, int roles)
    {
        var (parsed, fault) = CommandLine.Parse(Split(line));

        Assert.That(fault, Is.Null);
        Assert.That(parsed, Is.EqualTo(new CommandLine(file, (Roles)roles)));
    }

    [TestCase("--check")]
    [TestCase("--check --roles ops")]
    [TestCase("--config a.json --check")]
    public void A_command_line_may_ask_for_a_check_alone(string line) => Assert.That(CommandLine.Parse(Split(line)).Parsed!.CheckOnly);

    [TestCase("--role worker", "--role: no such option")]
    [TestCase("--config", "--config: a value is missing")]
    [TestCase("--roles worker,boss", "--roles worker,boss: must name ingress, worker, ops, hub-soap or hub-files, with commas between")]
    [TestCase("gateway.json", "gateway.json: no such option")]
    public void What_is_wrong_with_a_command_line_is_said(string line, string expected)
    {
        var (parsed, fault) = CommandLine.Parse(Split(line));

        Assert.That(parsed, Is.Null);
        Assert.That(fault, Is.EqualTo(expected));
    }

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

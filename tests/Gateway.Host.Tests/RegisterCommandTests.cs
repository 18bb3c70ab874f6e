using System.Text.Json.Nodes;
using Gateway.Host.Desk;
using Gateway.Host.Registers;

namespace Gateway.Host.Tests;

/// <summary>The registers as people keep them from the command line.</summary>
[TestFixture]
public sealed class RegisterCommandTests
{
    [Test]
    public async Task Two_people_change_a_channel_and_the_store_s_entry_holds_against_the_configuration()
    {
        using var bank = new Installation();
        bank.Settings["Courts"] = JsonNode.Parse("""[{ "Code": "F10", "Name": "甲市人民法院" }]""");
        bank.Settings["Channels"] = JsonNode.Parse($$"""[{ "Id": "prov", "Name": "点对点", "Kind": "DianDuiDian", "CertificateFingerprints": ["{{new string('a', 64)}}"], "Courts": ["F10"] }]""");
        bank.Write();

        Assert.That((await RunAsync(bank, "张经办", "set", "channels", "Id=prov", "Until=2026-1-1")).Text, Is.EqualTo("Until: channels prov: must be a day, yyyy-MM-dd"));
        Assert.That(await RunAsync(bank, "张经办", "set", "channels", "Id=prov", "Until=2027-01-31", "--note", "切换"), Is.EqualTo((0, "change channels prov: Until: (nothing) -> 2027-01-31\ntask 1: 1 entries")));
        Assert.That((await DeskAsync(bank, "李主管", "show", "1")).Text, Does.Contain("kind: ChangeRegister").And.Contain("would be: change channels prov: Until: (nothing) -> 2027-01-31"));
        Assert.That((await DeskAsync(bank, "张经办", "confirm", "1")).Text, Is.EqualTo("maker and checker are two people"));
        Assert.That(await DeskAsync(bank, "李主管", "confirm", "1"), Is.EqualTo((0, "confirmed")));

        var shown = await RunAsync(bank, "张经办", "show", "channels", "prov");
        Assert.That(shown.Text, Does.Contain("Until: 2027-01-31").And.Contain("\tconfiguration\t").And.Contain("\ttask 1\t"));
        var file = Path.Combine(bank.Folder, "channels.csv");
        Assert.That(await RunAsync(bank, "张经办", "export", "channels", file), Is.EqualTo((0, file)));
        Assert.That(await RunAsync(bank, "张经办", "import", "channels", file, "--replace"), Is.EqualTo((1, "nothing would change")));
        Assert.That((await RunAsync(bank, "张经办", "list", "nothing")).Exit, Is.EqualTo(2));
    }

    private static Task<(int Exit, string Text)> RunAsync(Installation bank, string person, params string[] words) => CommandAsync(RegisterCommand.RunAsync, bank, person, words);

    private static Task<(int Exit, string Text)> DeskAsync(Installation bank, string person, params string[] words) => CommandAsync(DeskCommand.RunAsync, bank, person, words);

    private static async Task<(int Exit, string Text)> CommandAsync(Func<IReadOnlyList<string>, TextWriter, TextWriter, CancellationToken, Task<int>> command, Installation bank, string person, string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await command([.. words, "--config", bank.ConfigFile, "--as", person], output, errors, CancellationToken.None);
        return (exit, (exit == 0 ? output : errors).ToString().Trim().ReplaceLineEndings("\n"));
    }
}

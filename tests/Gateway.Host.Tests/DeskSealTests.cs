using Gateway.Host.Desk;
using Gateway.Sealing;

namespace Gateway.Host.Tests;

/// <summary>The register of courts' seals as people fill it from the command line.</summary>
[TestFixture]
public sealed class DeskSealTests
{
    [Test]
    public async Task Two_people_register_a_court_s_seal_and_take_it_out_again()
    {
        using var bank = new Installation();
        bank.Settings["Courts"] = System.Text.Json.Nodes.JsonNode.Parse($$"""[{ "Code": "F10", "Name": "甲市人民法院", "SealFingerprints": ["{{new string('a', 64)}}"] }]""");
        bank.Write();
        var root = SmCertificates.CreateRoot("根", "测试", TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddYears(1));
        var file = Path.Combine(bank.Folder, "court.cer");
        await File.WriteAllBytesAsync(file, root.Certificate);
        var fingerprint = Sm3.HexHash(root.Certificate);

        Assert.That((await DeskAsync(bank, "张经办", "open", "court-seal", "--court", "F10", "--certificate", file)).Text, Does.Contain("needs its document (--evidence FILE)"));
        Assert.That(await DeskAsync(bank, "张经办", "open", "court-seal", "--court", "F99", "--certificate", file, "--evidence", file), Is.EqualTo((1, "--court F99: not in the directory")));
        Assert.That((await DeskAsync(bank, "张经办", "open", "court-seal", "--court", "F10", "--certificate", bank.ConfigFile, "--evidence", file)).Exit, Is.EqualTo(1), "no certificate");
        Assert.That(await DeskAsync(bank, "张经办", "open", "court-seal", "--court", "F10", "--certificate", file, "--seal-id", "ES01", "--evidence", file, "--note", "备案函"), Is.EqualTo((0, "task 1")));
        Assert.That((await DeskAsync(bank, "李主管", "show", "1")).Text, Does.Contain("basis: 根").And.Contain($"certificate: {fingerprint}").And.Contain("seal: ES01"));
        Assert.That(await DeskAsync(bank, "李主管", "confirm", "1"), Is.EqualTo((0, "confirmed")));
        Assert.That((await DeskAsync(bank, "李主管", "seals")).Text.Split('\n'), Is.EqualTo(new[]
        {
            $"F10\t{new string('a', 64)}\t*\tlive\tconfiguration\t-",
            $"F10\t{fingerprint}\tES01\tlive\ttask 1\t根",
        }));

        Assert.That(await DeskAsync(bank, "张经办", "open", "end-court-seal", "--court", "F10", "--certificate", fingerprint, "--note", "停用"), Is.EqualTo((1, "the register has no such entry; a configured one is taken out of the configuration")));
        Assert.That((await DeskAsync(bank, "张经办", "open", "end-court-seal", "--court", "F10", "--certificate", fingerprint, "--seal-id", "ES01", "--note", "停用")).Text, Is.EqualTo("task 2"));
        Assert.That((await DeskAsync(bank, "李主管", "confirm", "2")).Exit, Is.Zero);
        Assert.That((await DeskAsync(bank, "李主管", "seals")).Text, Does.Match("ES01\tended "));
    }

    private static async Task<(int Exit, string Text)> DeskAsync(Installation bank, string person, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await DeskCommand.RunAsync([.. words, "--config", bank.ConfigFile, "--as", person], output, errors, CancellationToken.None);
        return (exit, (exit == 0 ? output : errors).ToString().Trim().ReplaceLineEndings("\n"));
    }
}

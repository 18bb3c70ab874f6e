using Gateway.Host.Desk;

namespace Gateway.Host.Tests;

/// <summary>C27: another authority's freeze as people enter it from the command line.</summary>
[TestFixture]
public sealed class DeskOtherFreezeTests
{
    [Test]
    public async Task The_kind_of_authority_and_of_asset_are_said_in_words_and_shown()
    {
        using var bank = new Installation();
        bank.Write();
        string[] freeze = ["open", "other-freeze", "--account", "6222001", "--authority", "某公安局", "--document-no", "X1", "--whole", "--to", "2027-01-01"];

        Assert.That(await DeskAsync(bank, [.. freeze, "--authority-kind", "army"]), Is.EqualTo((1, "--authority-kind army: must be court or police or procuratorate or state-security or supervision or other")));
        Assert.That(await DeskAsync(bank, [.. freeze, "--asset-kind", "gold"]), Is.EqualTo((1, "--asset-kind gold: must be deposit or other-asset")));
        Assert.That(await DeskAsync(bank, freeze), Is.EqualTo((0, "task 1")));
        Assert.That((await DeskAsync(bank, "show", "1")).Text, Does.Contain("authority: 某公安局 (other, deposit)"));
        Assert.That(await DeskAsync(bank, [.. freeze, "--authority-kind", "state-security", "--asset-kind", "other-asset"]), Is.EqualTo((0, "task 2")));
        Assert.That((await DeskAsync(bank, "show", "2")).Text, Does.Contain("authority: 某公安局 (state-security, other-asset)"));
    }

    private static async Task<(int Exit, string Text)> DeskAsync(Installation bank, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await DeskCommand.RunAsync([.. words, "--config", bank.ConfigFile, "--as", "张经办"], output, errors, CancellationToken.None);
        return (exit, (exit == 0 ? output : errors).ToString().Trim().ReplaceLineEndings("\n"));
    }
}

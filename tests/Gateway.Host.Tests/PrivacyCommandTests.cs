using Gateway.Store;
using Gateway.Store.Privacy;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Host.Tests;

/// <summary>Data keys as a bank meets them: made by the command, required in production, and missed at start.</summary>
[TestFixture]
public sealed class PrivacyCommandTests
{
    [Test]
    public async Task A_key_is_added_behind_those_that_the_file_has_for_its_owner_alone()
    {
        using var bank = new Installation();
        var file = Path.Combine(bank.Folder, "keys");

        Assert.That((await RunAsync("privacy", "new-key", "--key-file", file)).Exit, Is.Zero);
        Assert.That((await RunAsync("privacy", "new-key", "--key-file", file, "--algorithm", "sm4-gcm")).Text, Does.StartWith("key ").And.Contain("keep a copy"));
        Assert.That((await File.ReadAllLinesAsync(file)).Select(l => l.Split(' ')[1]), Is.EqualTo(new[] { "aes-256-gcm", "sm4-gcm" }));
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Assert.That(await RunAsync("privacy", "new-key", "--key-file", file, "--algorithm", "rot13"), Is.EqualTo((1, "rot13: must be aes-256-gcm or sm4-gcm")));
        Assert.That((await RunAsync("privacy", "reencrypt")).Exit, Is.EqualTo(2), "nobody says who");
        await File.AppendAllTextAsync(file, "half aes-256-gcm !!!\n");
        Assert.That(await RunAsync("privacy", "new-key", "--key-file", file), Is.EqualTo((1, "line 3 of the key file: the key is no base64")));
    }

    [Test]
    public async Task Without_its_key_file_or_the_key_that_it_began_with_the_service_does_not_start()
    {
        using var bank = new Installation();
        var file = Path.Combine(bank.Folder, "data", "data-keys.txt");
        await using (var store = StoreServices.NewStore(new StorageOptions { Directory = Path.Combine(bank.Folder, "data") }, TimeProvider.System, NullLoggerFactory.Instance)) await store.MigrateAsync(default);
        var id = (await File.ReadAllTextAsync(file)).Split(' ')[0];
        File.Delete(file);
        KeyFile.Add(file, "aes-256-gcm", TimeProvider.System.GetUtcNow());

        var (exit, _, errors) = await bank.RunAsync(CancellationToken.None);
        Assert.That((exit, errors.Single()), Is.EqualTo((2, $"Privacy:KeyFile: values in the store are sealed with the key {id}, which the key file does not hold. It may be removed once `gateway privacy reencrypt` says so")));

        bank.Settings.Remove("Privacy");
        (exit, _, errors) = await bank.RunAsync(CancellationToken.None);
        Assert.That((exit, errors.Single()), Is.EqualTo((2, "Privacy:KeyFile: is required; `gateway privacy new-key --key-file FILE` makes one. Privacy:Encryption = off keeps customers' data in the clear")));
    }

    private static async Task<(int Exit, string Text)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await GatewayProcess.RunAsync(words, output, errors, CancellationToken.None);
        return (exit, (exit == 0 ? output : errors).ToString().Trim());
    }
}

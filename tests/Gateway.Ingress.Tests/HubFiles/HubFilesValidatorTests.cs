using Gateway.Ingress.Courts;
using Gateway.Ingress.HubFiles;

namespace Gateway.Ingress.Tests.HubFiles;

internal sealed class HubFilesValidatorTests
{
    static IEnumerable<string> Faults(params HubFilesSettings[] hubs)
    {
        var directory = new CourtDirectoryOptions { Channels = [new ChannelSettings { Id = "hub", Door = "hub-files" }, new ChannelSettings { Id = "zdz" }] };
        return new HubFilesValidator(directory).Validate(null, new HubFilesOptions { HubFiles = hubs }).Failures ?? [];
    }

    [Test]
    public void Settings_that_are_right_have_no_fault_and_leave_nothing_in_the_folders()
    {
        using var hub = new HubFolders();
        Assert.That(Faults(hub.Settings), Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(hub.Root, ".*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Each_wrong_setting_is_named_and_all_at_once()
    {
        using var hub = new HubFolders();
        var wrong = new HubFilesSettings { Channel = "zdz", Incoming = Path.Combine(hub.Root, "nowhere"), BankCode = "123", Coding = "utf-8", PollSeconds = 0, KeepDays = -1, Phone = new string('1', 51) };
        Assert.That(Faults(wrong).Select(fault => fault.Split(" = ")[0]), Is.EquivalentTo(new[]
        {
            "HubFiles:0:Channel", "HubFiles:0:BankCode", "HubFiles:0:Coding", "HubFiles:0:PollSeconds", "HubFiles:0:KeepDays", "HubFiles:0:Contact", "HubFiles:0:Phone", "HubFiles:0:Incoming", "HubFiles:0:Outgoing",
            "HubFiles:0:Work", "Channels:0:Door",
        }));
    }

    [Test]
    public void Folders_must_be_each_hubs_own_and_apart()
    {
        using var hub = new HubFolders();
        hub.Settings.Outgoing = hub.Settings.Incoming;
        Assert.That(Faults(hub.Settings).Single(), Does.StartWith("HubFiles:0:Outgoing = ").And.EndWith("must be a folder of its own"));
        Assert.That(Faults(hub.Settings, hub.Settings).Select(fault => fault.Split(" = ")[0]), Is.SupersetOf(new[] { "HubFiles:1:Channel", "HubFiles:1:Incoming", "HubFiles:1:Work" }));
    }

    [Test]
    public void Folders_on_two_file_systems_are_refused()
    {
        if (!Directory.Exists("/dev/shm")) Assert.Ignore("this machine has no second file system to try it on");
        using var hub = new HubFolders();
        var other = Directory.CreateDirectory($"/dev/shm/hub-files-{Guid.NewGuid():N}").FullName;
        try
        {
            hub.Settings.Outgoing = other;
            Assert.That(Faults(hub.Settings).Single(), Does.StartWith("HubFiles:0:Outgoing = ").And.Contain("one file system"));
            Assert.That(Directory.EnumerateFileSystemEntries(other), Is.Empty);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }
}

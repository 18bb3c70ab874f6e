using Gateway.Ingress.HubFiles;

namespace Gateway.Ingress.Tests.HubFiles;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PacketWatchTests : IDisposable
{
    readonly StepClock clock = new();
    readonly HubFolders hub = new();
    readonly PacketWatch watch;

    public PacketWatchTests() => watch = new PacketWatch(hub.Folders, hub.Settings, inquiries: true, clock);

    public void Dispose() => hub.Dispose();

    IEnumerable<string> Look(int afterSeconds)
    {
        clock.Seconds(afterSeconds);
        return watch.Look().Select(seen => $"{seen.FileName[..4]} {seen.Refused?.Reason.ToString() ?? "taken"}");
    }

    [Test]
    public void A_packet_is_taken_once_it_has_stood_still()
    {
        hub.Put(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1"));
        Assert.That(Look(0), Is.Empty);
        Assert.That(Look(3), Is.Empty);
        Assert.That(watch.Unfinished, Is.EqualTo(1));
        Assert.That(Look(1), Is.EqualTo(new[] { "CXQQ taken" }));
    }

    [Test]
    public void One_that_is_still_being_written_is_left_until_it_is_whole_however_long_it_takes()
    {
        var whole = Hub.InquiryPacket(Hub.Batch, "C1");
        foreach (var length in new[] { 0, 10, whole.Length / 2, whole.Length - 1 })
        {
            hub.Put(Hub.Packet("CXQQ"), whole[..length]);
            Assert.That(Look(0), Is.Empty);
            Assert.That(Look(59 * 60), Is.Empty, "it stands still, and may be a transfer that hangs");
        }

        hub.Put(Hub.Packet("CXQQ"), whole);
        Assert.That(Look(0), Is.Empty);
        Assert.That(Look(4), Is.EqualTo(new[] { "CXQQ taken" }));
    }

    [Test]
    public void One_that_stays_cut_is_given_up()
    {
        hub.Put(Hub.Packet("CXQQ"), Hub.InquiryPacket(Hub.Batch, "C1")[..^30]);
        Assert.That(Look(0), Is.Empty);
        Assert.That(Look(3599), Is.Empty);
        Assert.That(Look(1), Is.EqualTo(new[] { "CXQQ Cut" }));
    }

    [Test]
    public void What_the_transfer_tool_has_of_its_own_is_left_alone()
    {
        hub.Put(Hub.Packet("CXQQ") + ".filepart", [1]);
        hub.Put(".CXQQ.tmp", [1]);
        Look(0);
        Assert.That(Look(100_000), Is.Empty);
        Assert.That(watch.Unfinished, Is.Zero);
    }

    [Test]
    public void Links_other_banks_and_other_names_are_refused_without_being_opened()
    {
        var controls = new PacketWatch(hub.Folders, hub.Settings, inquiries: false, clock);
        File.CreateSymbolicLink(Path.Combine(hub.Settings.Incoming, Hub.Packet("CXQQ")), "/etc/passwd");
        hub.Put(Hub.Packet("CXHZ").Replace("C101", "C102", StringComparison.Ordinal), Hub.InquiryPacket(Hub.Batch, "C1"));
        hub.Put("查控数据.zip", Hub.InquiryPacket(Hub.Batch, "C1"));
        Look(0);
        Assert.That(Look(4), Is.EqualTo(new[] { "CXHZ OtherBank", "CXQQ Link" }));
        controls.Look();
        clock.Seconds(4);
        Assert.That(controls.Look().Single().Refused!.Reason, Is.EqualTo(PacketRefusal.Name));
    }
}

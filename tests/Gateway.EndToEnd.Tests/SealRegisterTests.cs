using Gateway.EndToEnd.Tests.Support;

namespace Gateway.EndToEnd.Tests;

/// <summary>A court's new seal: refused until two people have registered it, by a process of their own beside the running gateway.</summary>
[Parallelizable]
internal sealed class SealRegisterTests
{
    [Test]
    public async Task A_running_gateway_takes_a_court_s_seal_as_soon_as_two_people_have_registered_it()
    {
        // The configuration knows another certificate of the court than the one that it seals with.
        await using var desk = await Desk.OpenAsync([Desk.F10, Desk.F11], new KeyValuePair<string, string>("Courts:1:SealFingerprints:0", new string('a', 64)));
        await desk.PutAccountAsync("6222001", "10000.00");

        var refused = (await desk.AnswerAsync(desk.Write(Desk.Freeze("S1", "6222001", "100.00", "F11")))).Controls.Single();
        Assert.That((refused.Controlled, refused.Reason, refused.ReasonText), Is.EqualTo((false, "SEAL_UNTRUSTED", "电子印章不受信任：裁定书 seal-not-registered")));

        var certificate = Path.Combine(desk.Service.Pki.Folder, "seals", "F11", "signer.cer");
        await desk.Service.Desk.OpenAndConfirmAsync(["court-seal", "--court", "F11", "--certificate", certificate], CancellationToken.None);

        Assert.That((await desk.AnswerAsync(desk.Write(Desk.Freeze("S2", "6222001", "100.00", "F11")))).Controls.Single().Controlled, Is.True);
        var borrowed = await desk.AnswerAsync(desk.Write(Desk.Freeze("S3", "6222001", "100.00", "F10"), _ => desk.Service.Pki.SealOf("F11")));
        Assert.That(borrowed.Controls.Single().Reason, Is.EqualTo("SEAL_OF_OTHER_COURT"));
    }
}

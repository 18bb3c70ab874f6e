using Gateway.Ops.Documents;
using Gateway.Register.Orders;
using Gateway.Sealing;

namespace Gateway.Ops.Tests.Documents;

/// <summary>What people read of a seal: what held, what failed, what was not looked at any more.</summary>
internal sealed class SealChecksTests
{
    static readonly SealSigner Signer = new([], "ab", "甲市人民法院", "S1", "甲市人民法院执行专用章", null, null);

    [TestCase(SealReason.Ok, SealOwner.OrderingCourt, ExpectedResult = "++++++ +")]
    [TestCase(SealReason.Ok, SealOwner.OtherCourt, ExpectedResult = "++++++ -")]
    [TestCase(SealReason.OfdReferenceDigest, SealOwner.OrderingCourt, ExpectedResult = "+-???? +")]
    [TestCase(SealReason.SignerCertRevoked, SealOwner.OrderingCourt, ExpectedResult = "++++-? +")]
    [TestCase(SealReason.DerMalformed, null, ExpectedResult = "-????? ?")]
    public string Checks_behind_the_one_that_failed_were_not_made(SealReason reason, SealOwner? owner)
    {
        var finding = new DocumentFinding(
            new CourtDocument(DocumentKind.Ruling, "", "", "", "", 0, null), DocumentShape.None, new SealVerdict(reason, owner is null ? null : Signer), owner is { } of ? [of] : []);
        var marks = SealChecks.Of(finding).Select(c => c.Passed switch { true => '+', false => '-', null => '?' }).ToArray();
        return $"{new string(marks[..^1])} {marks[^1]}";
    }

    [Test]
    public void A_certificate_that_was_revoked_later_is_shown_as_failed()
    {
        var verdict = new SealVerdict(SealReason.Ok, Signer) { SignerRevokedAt = DateTimeOffset.UnixEpoch };
        var finding = new DocumentFinding(new CourtDocument(DocumentKind.Ruling, "", "", "", "", 0, null), DocumentShape.None, verdict, [SealOwner.OrderingCourt]);
        Assert.That(SealChecks.Of(finding).Single(c => c.Passed == false).Step, Is.EqualTo(SealCheckStep.Certificate));
    }
}

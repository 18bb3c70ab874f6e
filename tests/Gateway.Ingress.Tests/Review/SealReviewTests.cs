using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Gateway.Register.Courts;
using Gateway.Sealing;
using Google.Protobuf;
using static Gateway.Contracts.V1.DocumentKind;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

public sealed class SealReviewTests
{
    static readonly string Text = Papers.Text("冻结账号6222001内存款人民币6000.00元");

    static readonly TestCaseData[] Seals =
    [
        Case("a sealed OFD", () => Papers.Ofd(Notice, Text, SealPki.First), null, null),
        Case("a GB/T 35275 signature", () => Gbt(Gbt35275Form.SignedAttributes), null, null),
        Case("a GB/T 35275 signature that states no time", () => Gbt(Gbt35275Form.DigestContent), null, null),
        Case("a sealed PDF", () => Papers.Pdf(Notice, SealPki.First), null, null),
        Case("a PDF with another court's seal", () => Papers.Pdf(Notice, SealPki.Second), Reason.SealOfOtherCourt, "协助执行通知书"),
        Case("a PDF without seal", () => Papers.Pdf(Notice, null), Reason.SealInvalid, "协助执行通知书 no-seal"),
        Case("a sealed PDF that was added to", () => AddedTo(Papers.Pdf(Notice, SealPki.First)), Reason.SealInvalid, "协助执行通知书 pdf-uncovered"),
        Case("no seal", () => Unsealed(), Reason.SealInvalid, "协助执行通知书 no-seal"),
        Case("an OFD without seal", () => Papers.Ofd(Notice, Text, null), Reason.SealInvalid, "协助执行通知书 ofd-not-signed"),
        Case("a changed document", () => Changed(), Reason.SealInvalid, "协助执行通知书 data-hash"),
        Case("a changed OFD", () => ChangedOfd(), Reason.SealInvalid, null),
        Case("something else for a seal", () => { var d = Papers.Sealed(Notice, Text); d.DetachedSeal = ByteString.CopyFromUtf8("seal"); return d; }, Reason.SealInvalid, "协助执行通知书 der-malformed"),
        Case("the seal of another document's name", () => Papers.Sealed(Notice, Text, signedName: "other.txt"), Reason.SealInvalid, "协助执行通知书 property-info"),
        Case("the seal of another court", () => Papers.Sealed(Notice, Text, SealPki.Second), Reason.SealOfOtherCourt, "协助执行通知书"),
        Case("an OFD with another court's seal", () => Papers.Ofd(Notice, Text, SealPki.Second), Reason.SealOfOtherCourt, "协助执行通知书"),
        Case("a seal registered for no court", () => Papers.Sealed(Notice, Text, SealPki.Unregistered), Reason.SealUntrusted, "协助执行通知书 seal-not-registered"),
        Case("a seal of an unknown authority", () => Papers.Sealed(Notice, Text, SealPki.Untrusted), Reason.SealUntrusted, "协助执行通知书 signer-cert-untrusted"),
        Case("an expired seal", () => Papers.Sealed(Notice, Text, SealPki.Expired), Reason.SealExpired, "协助执行通知书 seal-expired"),
        Case("a seal put before its first day", () => Papers.Sealed(Notice, Text, at: Clock.Now.AddYears(-3)), Reason.SealExpired, "协助执行通知书 seal-not-yet-valid"),
        Case("a seal put 31 days ago", () => Papers.Sealed(Notice, Text, at: Clock.Now.AddDays(-31)), Reason.SealExpired, "协助执行通知书 sealed-too-long-ago"),
        Case("a seal put 29 days ago", () => Papers.Sealed(Notice, Text, at: Clock.Now.AddDays(-29)), null, null),
        Case("a seal put in the future", () => Papers.Sealed(Notice, Text, at: Clock.Now.AddMinutes(6)), Reason.SealInvalid, "协助执行通知书 time-in-future"),
        Case("a seal put before its certificate was revoked", () => Papers.Sealed(Notice, Text, SealPki.Revoked, Clock.Now.AddDays(-2)), Reason.SealUntrusted, "协助执行通知书 signer-cert-revoked"),
        Case("a seal put after its certificate was revoked", () => Papers.Sealed(Notice, Text, SealPki.Revoked), Reason.SealUntrusted, "协助执行通知书 signer-cert-revoked"),
        Case("a name that no seal can hold", () => { var d = Papers.Sealed(Notice, Text, signedName: "x"); d.FileName = "通知书.txt"; return d; }, null, null),
    ];

    [TestCaseSource(nameof(Seals))]
    public async Task A_notice_must_carry_a_good_seal_of_the_ordering_court(Func<V1.Document> notice, Reason? reason, string? detail)
    {
        var finding = await Reviewing.FindAsync(Papers.Freeze(change: o => o.Replace(notice())));

        Assert.That(finding?.Reason, Is.EqualTo(reason), finding?.Detail);
        if (detail is not null) Assert.That(finding?.Detail, Is.EqualTo(detail));
    }

    // the notice | by each setting: refused with a detail, or null
    static readonly TestCaseData[] UnsealedNotices =
    [
        BySetting("a scan", () => Papers.Pdf(Notice, null), "协助执行通知书 no-seal", null),
        BySetting("an OFD without seal", () => Papers.Ofd(Notice, Text, null), "协助执行通知书 ofd-not-signed", null),
        BySetting("text without seal", () => Unsealed(), "协助执行通知书 no-seal", null),
        BySetting("a sealed PDF that was added to", () => AddedTo(Papers.Pdf(Notice, SealPki.First)), "协助执行通知书 pdf-uncovered", "协助执行通知书 pdf-uncovered"),
        BySetting("another court's seal", () => Papers.Pdf(Notice, SealPki.Second), "协助执行通知书", "协助执行通知书"),
        BySetting("a seal that does not hold", () => Changed(), "协助执行通知书 data-hash", "协助执行通知书 data-hash"),
    ];

    [TestCaseSource(nameof(UnsealedNotices))]
    public async Task What_bears_no_seal_goes_by_the_channels_setting_and_what_bears_a_bad_one_is_refused(Func<V1.Document> notice, string refused, string? otherwise)
    {
        var order = Papers.Freeze(change: o => o.Replace(notice()));
        foreach (var setting in Enum.GetValues<UnsealedDocuments>())
        {
            var finding = await new Reviewer { Unsealed = setting }.FindAsync(order);
            Assert.That(finding?.Detail, Is.EqualTo(setting == UnsealedDocuments.Refuse ? refused : otherwise), setting.ToString());
        }
    }

    [TestCase(UnsealedDocuments.Refuse, new string[0])]
    [TestCase(UnsealedDocuments.Review, new[] { "DocumentUnsealed 协助执行通知书未经电子印章验证（人工核对）" })]
    [TestCase(UnsealedDocuments.Trust, new[] { "DocumentTrusted 协助执行通知书未经电子印章验证（专线通道信任）" })]
    public void Which_document_went_without_a_seal_is_noted(UnsealedDocuments setting, string[] notes) => Assert.That(
        new Reviewer { Unsealed = setting }.Note(Papers.Freeze(change: o => o.Replace(Papers.Pdf(Notice, null)))).Select(n => $"{n.Kind} {n.Detail}"), Is.EqualTo(notes));

    [TestCase(UnsealedDocuments.Review)]
    [TestCase(UnsealedDocuments.Trust)]
    public void A_sealed_order_has_nothing_noted_whatever_the_setting(UnsealedDocuments setting) => Assert.That(new Reviewer { Unsealed = setting }.Note(Papers.Freeze()), Is.Empty);

    static TestCaseData BySetting(string name, Func<V1.Document> notice, string refused, string? otherwise) => new TestCaseData(notice, refused, otherwise).SetArgDisplayNames(name);

    static V1.Document AddedTo(V1.Document document)
    {
        document.Content = ByteString.CopyFrom([.. document.Content.ToByteArray(), .. "3 0 obj"u8]);
        return document;
    }

    [Test]
    public async Task A_ruling_must_be_sealed_too() =>
        Assert.That((await Reviewing.FindAsync(Papers.Freeze(change: o => o.Documents[0].DetachedSeal = ByteString.Empty))).Both(), Is.EqualTo((Reason.SealInvalid, "裁定书 no-seal")));

    [Test]
    public async Task What_need_not_be_sealed_may_be_sealed_but_not_badly()
    {
        var list = Papers.Sealed(InquiryList, "张三", SealPki.Unregistered);
        var archive = Papers.Card(Other);
        archive.Content = ByteString.CopyFrom("PK\u0003\u0004 no OFD"u8);
        var bad = list.Clone();
        bad.Content = ByteString.CopyFromUtf8("李四");

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Replace(list))), Is.Null);
            Assert.That(await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Replace(Papers.Ofd(InquiryList, "张三", null)))), Is.Null);
            Assert.That(await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Documents.Add(archive))), Is.Null);
            Assert.That((await Reviewing.FindAsync(Papers.Inquiry(change: o => o.Replace(bad)))).Both(), Is.EqualTo((Reason.SealInvalid, "查询清单 data-hash")));
        });
    }

    [Test]
    public async Task The_age_of_a_seal_counts_from_the_time_of_service()
    {
        var order = Papers.Freeze(change: o => o.Replace(Papers.Sealed(Notice, Text, at: Clock.Now.AddDays(-30).AddMinutes(-1))));

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((await Reviewing.FindAsync(order))?.Reason, Is.EqualTo(Reason.SealExpired));
            Assert.That(await Reviewing.FindAsync(order, served: Clock.Now.AddMinutes(-5)), Is.Null);
        });
    }

    static V1.Document Unsealed()
    {
        var document = Papers.Sealed(Notice, Text);
        document.DetachedSeal = ByteString.Empty;
        return document;
    }

    static V1.Document Changed()
    {
        var document = Papers.Sealed(Notice, Text);
        document.Content = ByteString.CopyFromUtf8(Text.Replace("6000", "9000", StringComparison.Ordinal));
        return document;
    }

    static V1.Document ChangedOfd()
    {
        var document = Papers.Ofd(Notice, Text, SealPki.First);
        var bytes = document.Content.ToByteArray();
        bytes[bytes.Length / 2] ^= 1;
        document.Content = ByteString.CopyFrom(bytes);
        return document;
    }

    static V1.Document Gbt(Gbt35275Form form)
    {
        var document = Papers.Sealed(Notice, Text);
        document.DetachedSeal = ByteString.CopyFrom(DetachedSeal.SignGbt35275(document.Content.ToByteArray(), SealPki.First.Key, Clock.Now, form));
        return document;
    }

    static TestCaseData Case(string name, Func<V1.Document> notice, Reason? reason, string? detail) => new TestCaseData(notice, reason, detail).SetArgDisplayNames(name);
}

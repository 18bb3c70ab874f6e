using Gateway.Ingress.Tests.Support;
using Gateway.Register;
using Gateway.Sealing;
using static Gateway.Contracts.V1.DocumentKind;
using RegisteredSeal = Gateway.Register.Courts.CourtSeal;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Ingress.Tests.Review;

/// <summary>Which seal speaks for which court, and how the register comes to know.</summary>
public sealed class SealRegisterTests
{
    const string NotRegistered = "裁定书 seal-not-registered";

    static readonly (string, string?)[] NoSealOfF10 =
        [("Courts:0:SealFingerprints:0", null), ("Courts:0:SealFingerprints:1", null), ("Courts:0:SealFingerprints:2", null)];

    [Test]
    public async Task What_people_enter_and_end_holds_for_the_next_order()
    {
        var reviewer = new Reviewer(firstUse: false, NoSealOfF10);
        Assert.That((await reviewer.FindAsync(Papers.Freeze())).Both(), Is.EqualTo((Reason.SealUntrusted, NotRegistered)));

        reviewer.Books.Enter(new RegisteredSeal("F10", SealPki.First.Fingerprint, ""));
        Assert.That(await reviewer.FindAsync(Papers.Freeze()), Is.Null);

        reviewer.Books.EndAll();
        Assert.That((await reviewer.FindAsync(Papers.Freeze()))?.Reason, Is.EqualTo(Reason.SealUntrusted));
    }

    [Test]
    public async Task The_entries_are_read_only_when_they_have_changed()
    {
        var reviewer = new Reviewer();
        for (var i = 0; i < 3; i++) await reviewer.FindAsync(Papers.Freeze());
        Assert.That(reviewer.Books.Reads, Is.EqualTo(1));
    }

    [Test]
    public async Task An_entry_with_a_seal_s_ID_means_that_seal_alone()
    {
        var reviewer = new Reviewer(firstUse: false, NoSealOfF10);
        reviewer.Books.Enter(new RegisteredSeal("F10", SealPki.First.Fingerprint, "0002"));
        Assert.That((await reviewer.FindAsync(Papers.Freeze())).Both(), Is.EqualTo((Reason.SealUntrusted, NotRegistered)), "its seal is 0001");

        reviewer.Books.Enter(new RegisteredSeal("F10", SealPki.First.Fingerprint, "0001"));
        Assert.That(await reviewer.FindAsync(Papers.Freeze()), Is.Null);
        Assert.That((await reviewer.FindAsync(Papers.Freeze(change: WithoutSeal))).Both(), Is.EqualTo((Reason.SealUntrusted, NotRegistered)), "a signature without a seal is none of them");
    }

    [TestCase("0001", null, TestName = "The_configured_seal_s_ID_is_the_one_used")]
    [TestCase("0009", Reason.SealUntrusted, TestName = "The_configured_seal_s_ID_is_another_one")]
    public async Task Configured_IDs_bind_the_configured_certificates(string sealId, Reason? reason)
    {
        var finding = await new Reviewer(firstUse: false, [("Courts:0:SealIds:0", sealId)]).FindAsync(Papers.Freeze());
        Assert.That(finding?.Reason, Is.EqualTo(reason));
    }

    [Test]
    public async Task An_unknown_certificate_with_the_ID_of_another_court_s_seal_is_told_as_that_court_s()
    {
        var reviewer = new Reviewer(firstUse: true, [.. NoSealOfF10, ("Courts:1:SealIds:0", "0001")]);
        Assert.That((await reviewer.FindAsync(Papers.Freeze())).Both(), Is.EqualTo((Reason.SealOfOtherCourt, "裁定书")));
        Assert.That(reviewer.Books.Entries, Is.Empty);
    }

    [Test]
    public async Task On_first_use_a_court_s_first_seal_is_entered_and_a_second_one_is_not()
    {
        var reviewer = new Reviewer(firstUse: true, NoSealOfF10);
        Assert.That(await reviewer.FindAsync(Papers.Freeze()), Is.Null);
        var entry = reviewer.Books.Entries.Single();
        Assert.That((entry.Seal, entry.TaskId, entry.Remark), Is.EqualTo((new RegisteredSeal("F10", SealPki.First.Fingerprint, "0001"), (long?)null, "首次使用自动登记 zdz:O1")));

        Assert.That((await reviewer.FindAsync(Papers.Freeze("O2", change: SealedBySame))).Both(), Is.EqualTo((Reason.SealUntrusted, NotRegistered)), "another certificate of the same name");
        Assert.That(reviewer.Books.Entries, Has.Count.EqualTo(1));
        Assert.That(await reviewer.FindAsync(Papers.Freeze("O3")), Is.Null);
    }

    [Test]
    public async Task On_first_use_a_seal_of_another_name_is_not_entered()
    {
        var reviewer = new Reviewer(firstUse: true, NoSealOfF10);
        var finding = await reviewer.FindAsync(Papers.Freeze(change: o => Reseal(o, SealPki.Unregistered)));
        Assert.That(finding.Both(), Is.EqualTo((Reason.SealUntrusted, NotRegistered)));
        Assert.That(reviewer.Books.Entries, Is.Empty);
    }

    [Test]
    public async Task A_court_whose_seal_people_ended_gets_none_by_first_use()
    {
        var reviewer = new Reviewer(firstUse: true, NoSealOfF10);
        reviewer.Books.Enter(new RegisteredSeal("F10", SealPki.Second.Fingerprint, ""));
        reviewer.Books.EndAll();
        Assert.That((await reviewer.FindAsync(Papers.Freeze()))?.Reason, Is.EqualTo(Reason.SealUntrusted));
    }

    [Test]
    public async Task A_document_accepted_before_its_certificate_was_revoked_goes_on_holding()
    {
        var revoked = Clock.Now.AddDays(-1);
        var order = Papers.Freeze(change: o => Reseal(o, SealPki.Revoked, Clock.Now.AddDays(-2)));
        var reviewer = new Reviewer();
        Assert.That((await reviewer.FindAsync(order)).Both(), Is.EqualTo((Reason.SealUntrusted, "裁定书 signer-cert-revoked")), "nobody saw it in time");

        var keys = order.Documents.Where(d => d.DetachedSeal.Length > 0).Select(d => Sm3.HexHash(d.DetachedSeal.Span)).ToList();
        foreach (var key in keys) reviewer.Books.Accepted[key] = revoked;
        Assert.That((await reviewer.FindAsync(order))?.Reason, Is.EqualTo(Reason.SealUntrusted), "not before, but with it");

        foreach (var key in keys) reviewer.Books.Accepted[key] = revoked.AddTicks(-1);
        Assert.That(await reviewer.FindAsync(order), Is.Null);
    }

    [Test]
    public async Task A_seal_put_after_the_revocation_is_refused_whatever_the_archive_holds()
    {
        var order = Papers.Freeze(change: o => Reseal(o, SealPki.Revoked, Clock.Now));
        var reviewer = new Reviewer();
        foreach (var document in order.Documents) reviewer.Books.Accepted[Sm3.HexHash(document.DetachedSeal.Span)] = Clock.Now.AddDays(-3);
        Assert.That((await reviewer.FindAsync(order)).Both(), Is.EqualTo((Reason.SealUntrusted, "裁定书 signer-cert-revoked")));
    }

    // Of the same name, but another certificate, whose seal was good then.
    static void SealedBySame(V1.Order order) => Reseal(order, SealPki.Expired, Clock.Now.AddDays(-3));

    static void Reseal(V1.Order order, CourtSeal seal, DateTimeOffset? at = null)
    {
        foreach (var kind in new[] { Ruling, Notice })
            order.Replace(Papers.Sealed(kind, order.Documents.Single(d => d.Kind == kind).Content.ToStringUtf8(), seal, at));
    }

    static void WithoutSeal(V1.Order order)
    {
        foreach (var document in order.Documents.Where(d => d.Kind is Ruling or Notice))
            document.DetachedSeal = Google.Protobuf.ByteString.CopyFrom(DetachedSeal.SignGbt35275(document.Content.ToByteArray(), SealPki.First.Key, Clock.Now, Gbt35275Form.SignedAttributes));
    }
}

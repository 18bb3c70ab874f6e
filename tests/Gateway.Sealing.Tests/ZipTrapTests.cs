using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>One test for each trap of the archive format.</summary>
public sealed class ZipTrapTests
{
    static readonly byte[] Octets = "x"u8.ToArray();

    static IEnumerable<TestCaseData> Additions()
    {
        yield return Case("parent folder", new("../evil.txt", Octets), "zip-path");
        yield return Case("parent folder inside", new("Doc_0/../../evil.txt", Octets), "zip-path");
        yield return Case("absolute", new("/evil.txt", Octets), "zip-path");
        yield return Case("backslash", new("Doc_0\\evil.txt", Octets), "zip-path");
        yield return Case("drive", new("C:evil.txt", Octets), "zip-path");
        yield return Case("dot segment", new("./evil.txt", Octets), "zip-path");
        yield return Case("empty segment", new("Doc_0//evil.txt", Octets), "zip-path");
        yield return Case("control character", new("evil\0.txt", Octets), "zip-path");
        yield return Case("empty name", new("", Octets), "zip-path");
        yield return Case("symbolic link", new("link", "/etc/passwd"u8.ToArray()) { ExternalAttributes = 0xa1ff0000 }, "zip-path");
        yield return Case("same name", new("Doc_0/Document.xml", Octets), "zip-duplicate");
        yield return Case("same name in other case", new("DOC_0/DOCUMENT.XML", Octets), "zip-duplicate");
        yield return Case("folder of a file's name", new("Doc_0/Document.xml/", []), "zip-duplicate");
        yield return Case("encrypted", new("secret.txt", Octets) { Flags = 1 }, "ofd-malformed");
        yield return Case("folder with content", new("folder/", Octets), "ofd-malformed");
        yield return Case("unknown method", new("packed.bin", Octets) { DirectoryMethod = 14 }, "ofd-malformed");
        yield return Case("ratio above 100", new("bomb.bin", new byte[1_000_000]) { Deflate = true }, "ofd-malformed");
        yield return Case("more octets than announced", new("more.bin", new byte[500]) { Deflate = true, DirectoryBytes = 100 }, "ofd-malformed");
        yield return Case("length of 4 GiB announced", new("huge.bin", Octets) { DirectoryBytes = uint.MaxValue }, "ofd-malformed");
        yield return Case("other name in the local header", new("one.txt", Octets) { LocalName = "two.txt" }, "ofd-malformed");
        yield return Case("entry outside the directory", new("hidden.txt", Octets) { IsHidden = true }, "ofd-malformed");
        yield return Case("octets between entries", new("gap.txt", Octets) { Gap = [1, 2, 3] }, "ofd-malformed");
        yield return Case("strongly encrypted", new("secret.txt", Octets) { Flags = 1 << 6 | 1 }, "ofd-malformed");
        yield return Case("encrypted directory", new("secret.txt", Octets) { Flags = 1 << 13 }, "ofd-malformed");
        yield return Case("second name in the directory", new("one.txt", Octets) { Extra = ([0x75, 0x70, 1, 0, 1], []) }, "ofd-malformed");
        yield return Case("second name in the local header", new("one.txt", Octets) { Extra = ([], [9, 9, 0, 0, 0x75, 0x70, 1, 0, 1]) }, "ofd-malformed");
        yield return Case("ZIP64 lengths", new("one.txt", Octets) { DirectoryBytes = uint.MaxValue, Extra = ([1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0], []) }, "ofd-malformed");
        yield return Case("additional file with other extra fields", new("extra.txt", Octets) { Extra = ([0x55, 0x54, 1, 0, 0], [0x55, 0x54, 9, 0]) }, "ofd-uncovered-file");
        yield return Case("additional file", new("extra.txt", Octets), "ofd-uncovered-file");
        yield return Case("additional file with descriptor", new("extra.txt", Octets) { Deflate = true, Flags = 8 }, "ofd-uncovered-file");
        yield return Case("additional folder", new("folder/", []), "ok");
    }

    [TestCaseSource(nameof(Additions))]
    public string An_added_entry_gets_its_own_reason(object entry)
    {
        var archive = ZipForge.Write([.. OfdForge.Sealed().Entries, (ZipForgeEntry)entry]);

        return TestPki.Verifier().VerifyOfd(archive, TestPki.Now).Code;
    }

    [Test]
    public void Deflated_entries_with_descriptors_are_read_like_stored_ones()
    {
        var entries = OfdForge.Sealed().Entries.Select(entry => entry with { Deflate = true, Flags = 1 << 11 | 8 });

        Assert.That(Verify(ZipForge.Write(entries)), Is.EqualTo("ok"));
    }

    [Test]
    public void Octets_hidden_behind_compressed_data_are_refused()
    {
        var sealedEntries = OfdForge.Sealed().Entries.Select(entry => entry with { Deflate = true });
        byte[] hidden = ZipForge.Write([new ZipForgeEntry("hidden.txt", Octets)]);

        Assert.That(Verify(ZipForge.Write(sealedEntries.Select(entry => entry.Name == OfdForge.PageFile ? entry with { AfterDeflated = hidden } : entry))), Is.EqualTo("ofd-malformed"));
        Assert.That(Verify(ZipForge.Write(sealedEntries.Select(entry => entry with { AfterDeflated = [0] }))), Is.EqualTo("ofd-malformed"));
    }

    [Test]
    public void More_than_a_thousand_entries_are_refused()
    {
        var many = Enumerable.Range(0, 1000).Select(i => new ZipForgeEntry($"f{i}", []));

        Assert.That(Verify(ZipForge.Write([.. OfdForge.Sealed().Entries, .. many])), Is.EqualTo("ofd-malformed"));
    }

    [Test]
    public void More_than_64_MiB_unzipped_are_refused_by_what_is_announced()
    {
        // 70 entries of almost a mebibyte each, each just below the ratio.
        var random = new Random(1);
        var content = new byte[1_000_000];
        random.NextBytes(content.AsSpan(0, 11_000));
        var many = Enumerable.Range(0, 70).Select(i => new ZipForgeEntry($"f{i}", content) { Deflate = true });

        Assert.That(Verify(ZipForge.Write([.. OfdForge.Sealed().Entries, .. many])), Is.EqualTo("ofd-malformed"));
    }

    [Test]
    public void An_archive_comment_is_taken_unless_it_looks_like_another_end()
    {
        var entries = OfdForge.Sealed().Entries.ToList();

        Assert.That(Verify(ZipForge.Write(entries, comment: "comment"u8.ToArray())), Is.EqualTo("ok"));
        Assert.That(Verify(ZipForge.Write(entries, comment: [0x50, 0x4b, 5, 6, .. new byte[18]])), Is.EqualTo("ofd-malformed"));
    }

    [Test]
    public void Octets_before_and_after_the_archive_are_refused()
    {
        var entries = OfdForge.Sealed().Entries.ToList();

        Assert.That(Verify(ZipForge.Write(entries, before: [1, 2, 3, 4])), Is.EqualTo("ofd-malformed"));
        Assert.That(Verify([.. ZipForge.Write(entries), 0]), Is.EqualTo("ofd-malformed"));
    }

    [Test]
    public void Names_must_be_UTF_8()
    {
        var archive = ZipForge.Write([.. OfdForge.Sealed().Entries, new ZipForgeEntry("附件.txt", Octets)]);
        var name = Encoding.UTF8.GetBytes("附件");
        for (var i = archive.AsSpan().IndexOf(name); i >= 0; i = archive.AsSpan().IndexOf(name))
            archive[i] = 0xff;

        Assert.That(Verify(archive), Is.EqualTo("ofd-malformed"));
    }

    [Test]
    public void Broken_compressed_data_are_refused()
    {
        var forge = OfdForge.Sealed();
        var page = new ZipForgeEntry(OfdForge.PageFile, forge.Files[OfdForge.PageFile]) { Deflate = true };
        var archive = ZipForge.Write([.. forge.Entries.Where(entry => entry.Name != OfdForge.PageFile), page]);
        var data = archive.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(OfdForge.PageFile));
        var local = archive.AsSpan(0, data).LastIndexOf(Encoding.ASCII.GetBytes(OfdForge.PageFile)) + OfdForge.PageFile.Length;
        archive[local] |= 6; // a block type that does not exist

        Assert.That(Verify(archive), Is.EqualTo("ofd-malformed"));
    }

    static string Verify(byte[] archive) => TestPki.Verifier().VerifyOfd(archive, TestPki.Now).Code;

    static TestCaseData Case(string name, ZipForgeEntry entry, string code) => new TestCaseData(entry).Returns(code).SetArgDisplayNames(name);
}

using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing.Tests;

/// <summary>A sealed OFD taken apart, to be changed and put together again.</summary>
sealed class OfdForge
{
    public const string SignatureFile = "Doc_0/Signs/Sign_0/Signature.xml";
    public const string ValueFile = "Doc_0/Signs/Sign_0/SignedValue.dat";
    public const string SealFile = "Doc_0/Signs/Sign_0/Seal.esl";
    public const string ListFile = "Doc_0/Signs/Signatures.xml";
    public const string PageFile = "Doc_0/Pages/Page_0/Content.xml";

    static readonly XNamespace Ofd = OfdNames.Namespace;

    /// <summary>The files; each test changes its own copy.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>A small document sealed by <see cref="TestPki.Key"/>.</summary>
    public static OfdForge Sealed()
    {
        var document = new OfdDocument { Title = "协助冻结存款通知书", CreationDate = TestPki.SignedAt };
        document.AddPage().Text(20, 20, 170, 4, "请协助冻结张三（虚构）名下存款1,234.56元");
        document.Attachments.Add(new OfdAttachment("清单.json", "application/json", "{}"u8.ToArray()));
        return Open(SealedOfd.Write(document, TestPki.Key, TestPki.SignedAt, new SealPlacement(1, 120, 200, 42, 42)));
    }

    public static OfdForge Open(byte[] ofd)
    {
        var forge = new OfdForge();
        var package = OfdPackage.Open(ofd);
        foreach (var name in package.Names)
            forge.Files[name] = package.Read(name, int.MaxValue);
        return forge;
    }

    public string Text(string file) => Encoding.UTF8.GetString(Files[file]);

    /// <summary>Replaces text in a file; the text must be there.</summary>
    public OfdForge Replace(string file, string old, string with)
    {
        var text = Text(file);
        Assert.That(text, Does.Contain(old));
        Files[file] = Encoding.UTF8.GetBytes(text.Replace(old, with, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Takes all digests anew and signs.</summary>
    /// <param name="change">Changes Signature.xml before it is signed.</param>
    /// <param name="key">Who signs.</param>
    /// <param name="folder">Folder of the signature.</param>
    public OfdForge SignAgain(Action<XElement>? change = null, SealKey? key = null, string folder = "Doc_0/Signs/Sign_0/")
    {
        var root = XElement.Parse(Text(SignatureFile));
        var references = root.Descendants(Ofd + "References").Single();
        references.Elements().Remove();
        foreach (var name in Files.Keys.Where(name => !name.StartsWith(folder, StringComparison.Ordinal) || name == folder + "Seal.esl"))
        {
            references.Add(new XElement(
                Ofd + "Reference",
                new XAttribute("FileRef", "/" + name),
                new XElement(Ofd + "CheckValue", Convert.ToBase64String(Sm3.Hash(Files[name])))));
        }
        root.Element(Ofd + "SignedValue")!.Value = "/" + folder + "SignedValue.dat";
        root.Descendants(Ofd + "Seal").Elements(Ofd + "BaseLoc").ToList().ForEach(location => location.Value = "/" + folder + "Seal.esl");
        change?.Invoke(root);
        Files[folder + "Signature.xml"] = Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
        Files[folder + "SignedValue.dat"] = DetachedSeal.SignSes(
            Files[folder + "Signature.xml"], key ?? TestPki.Key, TestPki.SignedAt, "/" + folder + "Signature.xml");
        return this;
    }

    public IEnumerable<ZipForgeEntry> Entries => Files.Select(file => new ZipForgeEntry(file.Key, file.Value));

    public byte[] ToBytes() => ZipForge.Write(Entries);

    public SealVerdict Verify(SealPolicy? policy = null) => TestPki.Verifier(policy).VerifyOfd(ToBytes(), TestPki.Now);
}

namespace Gateway.Sealing;

/// <summary>
/// A folder of seals: either one seal's files, or a folder for each seal. A seal is <c>signer.cer</c>, <c>seal.esl</c> and one of: <c>signer.key</c>
/// (PKCS#8 PEM), <c>signer.p12</c> with its password in <c>signer.p12.password</c>, or <c>signer.json</c> that names a signing server.
/// </summary>
public static class SealFolder
{
    internal const string SealFile = "seal.esl";

    const string CertificateFile = "signer.cer";
    const string PemKeyFile = "signer.key";
    const string Pkcs12File = "signer.p12";
    const string PasswordFile = Pkcs12File + ".password";
    const string ServerFile = "signer.json";

    /// <summary>Reads the seals.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">There is no seal, or one is incomplete, ambiguous or malformed; the message names the folder.</exception>
    public static IReadOnlyList<ISealSigner> Load(string path) => Load(path, SigningServerTransport.Create);

    /// <summary>As <see cref="Load(string)"/>, for a folder that is read anew: where no seal is left in it, there is none. So a compromised one is taken out of use by taking it away.</summary>
    /// <exception cref="IOException">The folder itself is not there: nobody took a seal away, the folder is.</exception>
    public static IReadOnlyList<ISealSigner> LoadLeft(string path) =>
        Directory.EnumerateFiles(path, SealFile, SearchOption.AllDirectories).Any() ? Load(path) : [];

    /// <summary>As <see cref="Load(string)"/>, with another way to a signing server.</summary>
    internal static IReadOnlyList<ISealSigner> Load(string path, Func<SigningServerSettings, HttpMessageInvoker> connect)
    {
        if (File.Exists(Path.Combine(path, SealFile)))
            return [LoadOne(path, connect)];
        var folders = Directory.EnumerateDirectories(path).Where(folder => File.Exists(Path.Combine(folder, SealFile))).Order(StringComparer.Ordinal).ToList();
        return folders.Count > 0
            ? [.. folders.Select(folder => LoadOne(folder, connect))]
            : throw new InvalidDataException($"{path}: no {SealFile}, neither here nor in a folder of this folder");
    }

    static ISealSigner LoadOne(string folder, Func<SigningServerSettings, HttpMessageInvoker> connect)
    {
        var keys = new[] { PemKeyFile, Pkcs12File, ServerFile }.Where(file => File.Exists(Path.Combine(folder, file))).ToList();
        if (keys.Count != 1)
            throw new InvalidDataException($"{folder}: one of {PemKeyFile}, {Pkcs12File} and {ServerFile} is needed, there are {keys.Count}");
        try
        {
            return keys[0] switch
            {
                PemKeyFile => SealKey.Load(folder),
                Pkcs12File => new SealKey(ReadPkcs12(folder), ReadCertificate(folder), ReadSeal(folder)),
                _ => ReadServer(folder, connect),
            };
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{folder}: {fault.Message}", fault);
        }
    }

    static SigningServer ReadServer(string folder, Func<SigningServerSettings, HttpMessageInvoker> connect)
    {
        var settings = SigningServerSettings.Read(Path.Combine(folder, ServerFile));
        return new SigningServer(new SealIdentity(ReadCertificate(folder), ReadSeal(folder)), settings, connect(settings));
    }

    static SmPrivateKey ReadPkcs12(string folder) => SmPkcs12.ReadKey(
        File.ReadAllBytes(Path.Combine(folder, Pkcs12File)), File.ReadAllText(Path.Combine(folder, PasswordFile)).TrimEnd('\r', '\n'));

    static byte[] ReadCertificate(string folder) => PemFile.Read(Path.Combine(folder, CertificateFile), PemFile.CertificateLabel)[0];

    static byte[] ReadSeal(string folder) => File.ReadAllBytes(Path.Combine(folder, SealFile));
}

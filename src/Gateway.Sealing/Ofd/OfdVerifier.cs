using System.Security.Cryptography;

namespace Gateway.Sealing;

/// <summary>Verifies the signatures of an OFD (GB/T 33190, clause 18).</summary>
sealed class OfdVerifier(SealPolicy policy, SignatureReader reader, Func<ReadSignature, byte[], DateTimeOffset, string, SealReason> judge)
{
    const string Sm3Name = "SM3";

    /// <summary>Verifies every signature; all must hold, and each must cover the whole document.</summary>
    /// <returns>The verdict's reason and the signers: all of them if it holds, else the one whose signature failed.</returns>
    public (SealReason Reason, IReadOnlyList<ReadSignature> Signatures) Verify(byte[] ofd, DateTimeOffset now)
    {
        try
        {
            var package = OfdPackage.Open(ofd);
            var list = OfdSignatureList.Read(package);
            var good = new List<ReadSignature>();
            foreach (var signature in list.Signatures)
            {
                var reason = VerifyOne(package, list, signature, now, out var read);
                if (reason != SealReason.Ok)
                    return (reason, [read]);
                good.Add(read);
            }
            return (SealReason.Ok, good);
        }
        catch (OfdException refusal)
        {
            return (refusal.Reason, []);
        }
    }

    SealReason VerifyOne(OfdPackage package, OfdSignatureList list, OfdSignature signature, DateTimeOffset now, out ReadSignature read)
    {
        var value = package.ReadSigned(signature.ValueFile, policy.MaximumSignatureBytes);
        var readable = reader.Read(value, now, out read);
        if (policy.RequireOfdSchemaElements && !signature.HasSchemaElements)
            return SealReason.OfdSchema;
        if (signature.CheckMethod is not { } method || !(method.Equals(Sm3Name, StringComparison.OrdinalIgnoreCase) || method == Oids.Sm3))
            return SealReason.OfdCheckMethod;
        if (!signature.References.All(reference => reference.File is { } file && package.Contains(file)))
            return SealReason.OfdReferenceMissing;
        // Before the digests: a replaced seal breaks its digest too, and this says what happened.
        if (readable == SealReason.Ok && signature.SealFile is { } seal && !IsSealOf(package, seal, read))
            return package.Contains(seal) ? SealReason.OfdSealMismatch : SealReason.OfdReferenceMissing;
        if (!signature.References.All(reference => IsDigestOf(package, reference.File!, reference.CheckValue)))
            return SealReason.OfdReferenceDigest;
        if (!CoversDocument(package, list, signature))
            return SealReason.OfdUncoveredFile;
        return readable == SealReason.Ok ? judge(read, signature.Content, now, "/" + signature.Name) : readable;
    }

    bool IsSealOf(OfdPackage package, string file, ReadSignature read) =>
        read.Ses is { } ses
        && package.Contains(file)
        && package.Read(file, policy.MaximumSignatureBytes).AsSpan().SequenceEqual(ses.Seal.Raw.Span);

    static bool IsDigestOf(OfdPackage package, string file, string checkValue)
    {
        Span<byte> stated = stackalloc byte[IncrementalSm3.HashSizeBytes];
        return Convert.TryFromBase64String(checkValue, stated, out var length)
            && length == stated.Length
            && CryptographicOperations.FixedTimeEquals(stated, package.Digest(file));
    }

    /// <summary>
    /// Whether every file is covered that must be. OFD.xml and Signatures.xml need not be: a later signature changes them. Nor need the
    /// parts of signatures themselves, which are checked on their own.
    /// </summary>
    bool CoversDocument(OfdPackage package, OfdSignatureList list, OfdSignature signature)
    {
        var settled = new HashSet<string>(list.ListFiles, StringComparer.Ordinal) { OfdNames.EntryFile };
        settled.UnionWith(signature.References.Select(reference => reference.File!));
        foreach (var other in list.Signatures)
            settled.UnionWith([other.Name, other.ValueFile, .. other.SealFile is { } seal ? [seal] : Array.Empty<string>()]);
        var demanded = policy.RefuseUnreferencedUncoveredFiles ? package.Names : OfdReachableFiles.Of(package);
        return demanded.All(settled.Contains);
    }
}

namespace Gateway.Sealing;

/// <summary>Finds chains from a certificate to an anchor and remembers those it has found.</summary>
sealed class ChainFinder(TrustStore trust)
{
    const int MaximumIssuers = 6;
    const int MaximumSignatureChecks = 32;
    const int RememberedChains = 4096;

    readonly BoundedCache<IReadOnlyList<SmCertificate>> found = new(RememberedChains, TimeSpan.FromHours(1));

    /// <summary>
    /// A chain whose issuers were valid and not revoked at a time, from the certificate itself to the anchor; null if there is none. The
    /// first certificate's own validity, use and revocation are the caller's to judge.
    /// </summary>
    /// <param name="leaf">Where the chain starts.</param>
    /// <param name="enclosed">Certificates that came with the signature: possible intermediates, trusted for nothing.</param>
    /// <param name="time">At which the issuers must have been valid.</param>
    /// <param name="now">The verifier's clock, for the cache.</param>
    public IReadOnlyList<SmCertificate>? Find(
        SmCertificate leaf, IReadOnlyList<SmCertificate> enclosed, DateTimeOffset time, DateTimeOffset now)
    {
        if (leaf.Extensions.HasUnknownCritical)
            return null;
        var key = ContentKey.Of(leaf.Raw.Span);
        if (this.found.TryGet(key, now, out var remembered) && remembered.Skip(1).All(issuer => IsUsable(issuer, time)))
            return remembered;
        var path = new List<SmCertificate> { leaf };
        var checks = MaximumSignatureChecks;
        if (!Complete(path, enclosed, time, ref checks))
            return null;
        this.found.Add(key, now, path);
        return path;
    }

    /// <summary>Depth-first; the depth is bounded by <see cref="MaximumIssuers"/> and all work by the number of signature checks.</summary>
    bool Complete(List<SmCertificate> path, IReadOnlyList<SmCertificate> enclosed, DateTimeOffset time, ref int checks)
    {
        var current = path[^1];
        if (trust.IsAnchor(current))
            return true;
        if (path.Count > MaximumIssuers)
            return false;
        foreach (var issuer in trust.WithSubject(current.Issuer).Concat(enclosed))
        {
            if (!MayHaveIssued(issuer, path) || !IsUsable(issuer, time))
                continue;
            if (checks-- <= 0)
                return false;
            if (!current.IsIssuedBy(issuer))
                continue;
            path.Add(issuer);
            if (Complete(path, enclosed, time, ref checks))
                return true;
            path.RemoveAt(path.Count - 1);
        }
        return false;
    }

    static bool MayHaveIssued(SmCertificate issuer, List<SmCertificate> path)
    {
        var current = path[^1];
        var (child, parent) = (current.Extensions, issuer.Extensions);
        return issuer.Subject.Span.SequenceEqual(current.Issuer.Span)
            && parent.MayIssueCertificates
            && !parent.HasUnknownCritical
            && (parent.PathLength is not { } length || path.Skip(1).Count(below => !below.IsSelfIssued) <= length)
            && (child.AuthorityKeyId is not { } expected || parent.SubjectKeyId is not { } actual || expected.Span.SequenceEqual(actual.Span))
            && !path.Contains(issuer);
    }

    bool IsUsable(SmCertificate issuer, DateTimeOffset time) =>
        issuer.IsValidAt(time) && !(trust.RevokedAt(issuer) <= time);
}

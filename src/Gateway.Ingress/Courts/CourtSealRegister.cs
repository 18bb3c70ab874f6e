using Gateway.Register.Courts;
using Gateway.Sealing;
using Gateway.Store.Seals;
using Microsoft.Extensions.Logging;

namespace Gateway.Ingress.Courts;

/// <summary>Whether a court's first seal is entered by itself (Sealing:FirstUse).</summary>
public sealed record SealFirstUse(bool IsOn);

/// <summary>
/// Which certificates and seals speak for which court: the configured ones of courts that the register has, and the store's. Looks at the store's version for each order, so that a change at
/// the desk holds for the next order of every process.
/// </summary>
sealed class CourtSealRegister(ICourtSealStore store, CourtBook courts, SealFirstUse firstUse, ILogger<CourtSealRegister> log)
{
    // As the register and the audit chain show it.
    const string Remark = "首次使用自动登记";

    volatile Known? latest;

    public async Task<CourtSealBook> ReadAsync(CancellationToken cancel)
    {
        var version = await store.ReadSealVersionAsync(cancel).ConfigureAwait(false);
        var directory = courts.Now;
        if (latest is { } known && known.Book.Version == version && ReferenceEquals(known.Directory, directory)) return known.Book;
        var entered = await store.ReadSealsAsync(cancel).ConfigureAwait(false);
        var live = entered.Entries.Where(entry => entry.EndedAt is null).Select(entry => entry.Seal);
        var configured = directory.Courts.SelectMany(court => court.Seals).ToList();
        var book = new CourtSealBook(
            entered.Version, [.. configured, .. live], configured.Concat(entered.Entries.Select(entry => entry.Seal)).Select(seal => seal.CourtCode).ToHashSet(StringComparer.Ordinal));
        latest = new Known(directory, book);
        return book;
    }

    /// <summary>
    /// Enters an unknown seal that verified, if it may be: it is the first one of a court of the directory, and both the certificate's holder and the seal's name are the
    /// court's. False: it was not entered, and the register may have changed.
    /// </summary>
    /// <param name="subject">The order, for the audit chain.</param>
    public async Task<bool> EnterFirstAsync(CourtSealBook book, SealSigner signer, string courtCode, string subject, CancellationToken cancel)
    {
        if (!firstUse.IsOn || book.Known.Contains(courtCode) || courts.Now.FindCourt(courtCode) is not { } court || !IsNamedAfter(court, signer)) return false;
        var seal = new CourtSeal(court.Code, signer.CertificateFingerprint, signer.SealId ?? "");
        var entered = await store.EnterFirstSealAsync(seal, $"{signer.SubjectName} {signer.SealName}".TrimEnd(), Remark, subject, cancel).ConfigureAwait(false);
        if (entered) log.SealEntered(court.Code, seal.Fingerprint, seal.SealId);
        return entered;
    }

    // The authority vouches for the certificate's holder, the maker for the seal's name: a court's seals are called after it (…执行专用章), a judge's are not.
    static bool IsNamedAfter(Court court, SealSigner signer) =>
        signer.SubjectName == court.Name
        && (signer.SealName is not { } name || name.StartsWith(court.Name, StringComparison.Ordinal))
        && (court.SealIds.Count == 0 || court.SealIds.Contains(signer.SealId ?? "", StringComparer.Ordinal));

    sealed record Known(CourtDirectory Directory, CourtSealBook Book);
}

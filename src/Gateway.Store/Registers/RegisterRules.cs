using System.Globalization;
using Gateway.Register.Courts;

namespace Gateway.Store.Registers;

/// <summary>What must hold of a change and of the registers behind it. Pure: asked before a proposal, at the proposal and once more when the second person confirms.</summary>
public static class RegisterRules
{
    /// <summary>More entries in one change nobody can look through, and their transaction would hold up orders.</summary>
    public const int MostItems = 20_000;

    /// <summary>The registers that changes are judged against as a whole; the others' entries stand alone.</summary>
    public static IReadOnlyList<RegisterKind> Whole { get; } = [RegisterKind.Channels, RegisterKind.Courts, RegisterKind.Funds, RegisterKind.ProtectedKinds];

    /// <summary>Everything that is wrong with a change.</summary>
    /// <param name="now">The registers of <see cref="Whole"/>.</param>
    public static IReadOnlyList<RegisterFault> Faults(RegisterChange change, RegisterContents now)
    {
        if (change.Items.Count is 0 or > MostItems)
            return [new(RegisterKind.Channels, "", "", string.Create(CultureInfo.InvariantCulture, $"a change has from 1 to {MostItems} entries, this one {change.Items.Count}"))];
        var faults = change.Items.SelectMany(Own).ToList();
        faults.AddRange(change.Items.GroupBy(i => (i.Kind, i.Key)).Where(g => g.Count() > 1).Select(g => new RegisterFault(g.Key.Kind, g.Key.Key, "", "occurs twice")));
        if (faults.Count > 0) return faults;
        // What was there before is not this change's to answer for.
        var before = Together(now).ToHashSet();
        return [.. Together(now.With(change)).Where(f => !before.Contains(f))];
    }

    static IEnumerable<RegisterFault> Own(RegisterItem item)
    {
        var faults = item.After is { } after ? RegisterSchema.Of(item.Kind).Faults(after).ToList() : [];
        if (item.After is not null && item.After.Key != item.Key) faults.Add(new(item.Kind, item.Key, "", "its key does not change"));
        if (item.After is null && item.Before is null) faults.Add(new(item.Kind, item.Key, "", "the register has no such entry"));
        if (item.After is not null && item.After.Equals(item.Before)) faults.Add(new(item.Kind, item.Key, "", "nothing would change"));
        if (item is { Kind: RegisterKind.Channels, After: { } channel }) faults.AddRange(Door(channel));
        // 5: once an asset of a party is controlled, its data is only ever added to; each merger, split or renaming is an entry of its own.
        if (item is { Kind: RegisterKind.Parties, After: { } amendment }) faults.AddRange(Amendment(amendment));
        if (item is { Kind: RegisterKind.Parties, Before: not null }) faults.Add(new(item.Kind, item.Key, "", "amendments of a party are only added, never changed or ended"));
        return faults;
    }

    /// <summary>An amendment must say what it amends: a renaming the new name, a merger or split the other party, an addition one of both.</summary>
    static IEnumerable<RegisterFault> Amendment(RegisterEntry entry)
    {
        RegisterFault Missing(string column) => new(RegisterKind.Parties, entry.Key, column, "is required");
        var other = entry["Amendment"] is "merger" or "split";
        if (entry["NewName"].Length == 0 && (other || entry["Amendment"] == "rename" || entry["NewIdNumber"].Length == 0)) yield return Missing("NewName");
        if (entry["NewIdNumber"].Length == 0 && (other || entry["NewIdKind"].Length > 0)) yield return Missing("NewIdNumber");
        if (entry["NewIdKind"].Length == 0 && (other || entry["NewIdNumber"].Length > 0)) yield return Missing("NewIdKind");
    }

    /// <summary>Who calls is known by a certificate; for a hub that is polled nobody calls.</summary>
    static IEnumerable<RegisterFault> Door(RegisterEntry channel)
    {
        var calls = ChannelDoors.Read(channel["Door"]) is ChannelDoor.Grpc;
        if (calls && channel["CertificateFingerprints"].Length == 0) yield return new(RegisterKind.Channels, channel.Key, "CertificateFingerprints", "is required");
        if (!calls && channel["CertificateFingerprints"].Length > 0) yield return new(RegisterKind.Channels, channel.Key, "CertificateFingerprints", "must be empty: nobody calls for a channel whose hub is polled");
    }

    static IEnumerable<RegisterFault> Together(RegisterContents all) =>
        [.. Channels(all), .. Courts(all), .. Funds(all), .. Kinds(all)];

    static IEnumerable<RegisterFault> Channels(RegisterContents all)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in all.Of(RegisterKind.Channels))
        {
            RegisterFault Fault(string column, string reason) => new(RegisterKind.Channels, channel.Key, column, reason);
            foreach (var span in channel.List("Courts").Select(CourtSpan.Read).OfType<CourtSpan>().Where(s => s.Court != CourtSpan.All && all.Find(RegisterKind.Courts, s.Court) is null))
                yield return Fault("Courts", $"{span.Court} is not in the register of courts");
            foreach (var print in channel.List("CertificateFingerprints"))
            {
                if (!owners.TryAdd(print, channel.Key)) yield return Fault("CertificateFingerprints", $"{print} is the certificate of {owners[print]} already");
            }

            if (RegisterTexts.ReadDay(channel["From"]) > RegisterTexts.ReadDay(channel["Until"])) yield return Fault("Until", "must not lie before From");
        }
    }

    static IEnumerable<RegisterFault> Courts(RegisterContents all)
    {
        foreach (var court in all.Of(RegisterKind.Courts).Where(c => c["Parent"].Length > 0))
        {
            if (all.Find(RegisterKind.Courts, court["Parent"]) is null) yield return new(RegisterKind.Courts, court.Key, "Parent", $"{court["Parent"]} is not in the register of courts");
            else if (IsBelowItself(all, court)) yield return new(RegisterKind.Courts, court.Key, "Parent", "must not be below the court itself");
        }
    }

    static bool IsBelowItself(RegisterContents all, RegisterEntry court)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var above = court["Parent"]; above.Length > 0 && seen.Add(above); above = all.Find(RegisterKind.Courts, above)?["Parent"] ?? "")
        {
            if (above == court.Key) return true;
        }

        return false;
    }

    static IEnumerable<RegisterFault> Funds(RegisterContents all)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fund in all.Of(RegisterKind.Funds))
        {
            if (all.Find(RegisterKind.Courts, fund["Court"]) is null) yield return new(RegisterKind.Funds, fund.Key, "Court", $"{fund["Court"]} is not in the register of courts");
            if (owners.TryAdd(fund["Account"], fund["Court"])) continue;
            if (owners[fund["Account"]] != fund["Court"]) yield return new(RegisterKind.Funds, fund.Key, "Court", $"the account is one of {owners[fund["Account"]]} already");
        }
    }

    static IEnumerable<RegisterFault> Kinds(RegisterContents all)
    {
        foreach (var kind in all.Of(RegisterKind.ProtectedKinds))
        {
            var (freeze, deduct) = (kind["Freeze"] == "true", kind["Deduct"] == "true");
            if (deduct && !freeze) yield return new(RegisterKind.ProtectedKinds, kind.Key, "Deduct", "what may not be frozen may not be deducted");
            if (!(freeze && deduct) && kind["Basis"].Length == 0) yield return new(RegisterKind.ProtectedKinds, kind.Key, "Basis", "is missing, the receipt has to name it");
        }

        if (all.Find(RegisterKind.ProtectedKinds, RegisterViews.OrdinaryKind) is not { } ordinary || ordinary["Freeze"] != "true" || ordinary["Deduct"] != "true")
            yield return new(RegisterKind.ProtectedKinds, RegisterViews.OrdinaryKind, "", "the ordinary kind must be there, to be frozen and deducted");
    }
}

using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.HubFiles;

/// <summary>A packet to be taken, or why it is not.</summary>
sealed record PacketSighting(string FileName, HubPacketName? Name, PacketRefusedException? Refused);

/// <summary>
/// Tells when packets are complete: their size and time have stood still for a while, and they open as zips whose entries are all as their directory says. For one loop; what it has seen of
/// a file is forgotten with the process, which costs that while.
/// </summary>
/// <param name="inquiries">Looks at packets of inquiries; else at those of controls, and at names that are none.</param>
sealed class PacketWatch(PacketFolders folders, HubFilesSettings settings, bool inquiries, TimeProvider time)
{
    readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>How many are not complete yet.</summary>
    public int Unfinished { get; private set; }

    /// <summary>Those to be taken now, in the order of their names.</summary>
    public IReadOnlyList<PacketSighting> Look()
    {
        var (ready, there) = (new List<PacketSighting>(), new HashSet<string>(StringComparer.Ordinal));
        Unfinished = 0;
        foreach (var file in folders.Incoming())
        {
            var name = HubPacketName.Of(file.Name);
            if ((name?.IsOfInquiries ?? false) != inquiries) continue;
            there.Add(file.Name);
            if (Judge(file, name) is { } sighting) ready.Add(sighting);
            else Unfinished++;
        }

        foreach (var gone in seen.Keys.Where(known => !there.Contains(known)).ToList()) seen.Remove(gone);
        return ready;
    }

    // Null: not yet.
    PacketSighting? Judge(FileInfo file, HubPacketName? name)
    {
        var now = time.GetUtcNow();
        if (file.LinkTarget is not null) return new PacketSighting(file.Name, name, Link());
        if (!seen.TryGetValue(file.Name, out var known) || known.Length != file.Length || known.WrittenAt != file.LastWriteTimeUtc)
            seen[file.Name] = known = new Seen(file.Length, file.LastWriteTimeUtc, now);
        if (now - known.Since < TimeSpan.FromSeconds(settings.SettleSeconds)) return null;
        var fault = known.Fault ?? FaultOf(file, name);
        // Nothing about a file that stands still mends itself, unless somebody only has it open; but what is cut may be a transfer that hangs.
        if (fault is { InnerException: not (IOException or UnauthorizedAccessException) }) known.Fault = fault;
        if (fault is { MayBeUnfinished: true } && now - known.Since < TimeSpan.FromMinutes(settings.GiveUpMinutes)) return null;
        return new PacketSighting(file.Name, name, fault);
    }

    PacketRefusedException? FaultOf(FileInfo file, HubPacketName? name)
    {
        try
        {
            Require(file, name, settings);
            PacketZip.Read(File.ReadAllBytes(file.FullName), settings.Bounds, entry => name!.FileOf(entry) is not null);
            return null;
        }
        catch (PacketRefusedException refused)
        {
            return refused;
        }
        catch (Exception locked) when (locked is IOException or UnauthorizedAccessException)
        {
            // Somebody has it open, it is not the gateway's to read, or it went away meanwhile.
            return new PacketRefusedException(PacketRefusal.Cut, "it cannot be read", locked);
        }
    }

    /// <summary>What can be said of a file without opening it.</summary>
    /// <exception cref="PacketRefusedException"/>
    public static void Require(FileInfo file, HubPacketName? name, HubFilesSettings settings)
    {
        // What a link leads to is not looked at, were it put there a moment ago.
        if (file.LinkTarget is not null) throw Link();
        if (name is null) throw new PacketRefusedException(PacketRefusal.Name, "its name is not CXQQ, KZQQ, CXHZ or KZHZ, bank code (17), batch (30) .zip");
        if (name.Bank != settings.BankCode) throw new PacketRefusedException(PacketRefusal.OtherBank, "the bank code in its name is another");
        if (file.Length > settings.MaximumPacketMiB * 1024L * 1024) throw new PacketRefusedException(PacketRefusal.TooLong, $"it is longer than {settings.MaximumPacketMiB} MiB");
        // Nothing that is not a file with octets is opened: a pipe would never answer.
        if (file.Length == 0) throw new PacketRefusedException(PacketRefusal.Cut, "it is empty");
    }

    static PacketRefusedException Link() => new(PacketRefusal.Link, "it is a link");

    /// <summary>A file as it was when it last changed.</summary>
    sealed record Seen(long Length, DateTime WrittenAt, DateTimeOffset Since)
    {
        /// <summary>What was found once it stood still; null: nothing, or not looked yet.</summary>
        public PacketRefusedException? Fault { get; set; }
    }
}

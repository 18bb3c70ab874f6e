namespace Gateway.Ingress.HubFiles;

/// <summary>Why a packet is not taken, in the order in which it is looked at.</summary>
enum PacketRefusal
{
    /// <summary>Its name is none of a packet.</summary>
    Name,

    /// <summary>Its name says another bank.</summary>
    OtherBank,

    /// <summary>It is no file of its own: a link.</summary>
    Link,

    /// <summary>It is longer than a packet may be.</summary>
    TooLong,

    /// <summary>It is no zip with its directory at the end: cut off, or still being written.</summary>
    Cut,

    TooManyEntries,

    /// <summary>A name that leads elsewhere: a folder, an absolute path, a link.</summary>
    EntryPath,

    /// <summary>Two entries of one name.</summary>
    EntryTwice,

    /// <summary>A name that no file of this packet has.</summary>
    EntryName,

    Encrypted,

    /// <summary>More than may be unzipped, as stated or in fact.</summary>
    TooLarge,

    /// <summary>A ratio that no text has.</summary>
    TooCompressed,

    /// <summary>An entry's octets are not what the directory says.</summary>
    Damaged,

    /// <summary>An archive inside it.</summary>
    Nested,

    /// <summary>A file that is no UTF-8, no well-formed XML, has a DTD or is too deep.</summary>
    NotXml,

    /// <summary>Orders of the other kind, none at all, or one whose number cannot stand in the answer's name.</summary>
    Orders,
}

/// <summary>A packet is not taken. The message names files and figures, never what they say of people.</summary>
sealed class PacketRefusedException : Exception
{
    public PacketRefusedException()
    {
    }

    public PacketRefusedException(string message)
        : base(message)
    {
    }

    public PacketRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public PacketRefusedException(PacketRefusal reason, string message, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    public PacketRefusal Reason { get; }

    /// <summary>It may be whole a little later: somebody may still be writing it.</summary>
    public bool MayBeUnfinished => Reason is PacketRefusal.Cut or PacketRefusal.Damaged;
}

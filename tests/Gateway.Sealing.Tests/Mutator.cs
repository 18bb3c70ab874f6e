using System.Text;

namespace Gateway.Sealing.Tests;

/// <summary>Damages inputs: bits, cuts, insertions, lengths, splices of two inputs, and for archives the files inside.</summary>
sealed class Mutator(Random random, byte[][] originals, bool isArchive)
{
    static readonly byte[] Interesting = [0, 1, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x83, 0x84, 0xa0, 0xff];

    static readonly string[] Names = ["OFD.xml", "../x", "/x", "a\\b", "Doc_0/Document.xml", "Doc_0/Signs/Signatures.xml", "x", "附件"];

    /// <summary>A damaged input.</summary>
    public byte[] Next()
    {
        var input = Pick(originals);
        if (isArchive && random.Next(2) == 0)
            return DamageFiles(input);
        var times = 1 + random.Next(4);
        for (var i = 0; i < times; i++)
            input = Damage(input);
        return input;
    }

    byte[] Damage(byte[] input)
    {
        if (input.Length == 0)
            return [Pick(Interesting)];
        byte[] copy = [.. input];
        var at = random.Next(copy.Length);
        switch (random.Next(9))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                copy[at] = Pick(Interesting);
                return copy;
            case 2:
                return copy[..at];
            case 3:
                return [.. copy, .. Bytes(1 + random.Next(20))];
            case 4:
                return [.. copy[..at], .. Bytes(1 + random.Next(8)), .. copy[at..]];
            case 5:
                return [.. copy[..at], .. copy[Math.Min(copy.Length, at + 1 + random.Next(16))..]];
            case 6:
                return DamageLength(copy);
            case 7:
                var other = Pick(originals);
                return [.. copy[..at], .. other[random.Next(other.Length)..]];
            default:
                var length = random.Next(Math.Min(200, copy.Length - at));
                copy.AsSpan(at, length).ToArray().CopyTo(copy, random.Next(copy.Length - length));
                return copy;
        }
    }

    /// <summary>Finds something that looks like the head of a DER value and changes its length.</summary>
    byte[] DamageLength(byte[] input)
    {
        var start = random.Next(input.Length);
        var at = Array.FindIndex(input, start, octet => octet is 0x30 or 0x31 or 0x04 or 0x03 or 0xa0);
        if (at < 0 || at + 1 >= input.Length)
            return input;
        var step = random.Next(-2, 3);
        var lengthAt = input[at + 1] switch
        {
            0x81 when at + 2 < input.Length => at + 2,
            0x82 when at + 3 < input.Length => at + 3,
            _ => at + 1,
        };
        input[lengthAt] = step == 0 ? Pick(Interesting) : unchecked((byte)(input[lengthAt] + step));
        return input;
    }

    byte[] DamageFiles(byte[] archive)
    {
        OfdForge forge;
        try
        {
            forge = OfdForge.Open(archive);
        }
        catch (OfdException)
        {
            return Damage(archive); // the vector is no archive to begin with
        }
        var entries = forge.Entries.ToList();
        var at = random.Next(entries.Count);
        var entry = entries[at];
        switch (random.Next(7))
        {
            case 0:
                entries[at] = entry with { Content = Damage(entry.Content) };
                break;
            case 1:
                entries[at] = entry with { Content = DamageText(entry.Content) };
                break;
            case 2:
                entries.RemoveAt(at);
                break;
            case 3:
                entries.Add(new ZipForgeEntry(Pick(Names), entry.Content));
                break;
            case 4:
                entries[at] = entry with { Name = Pick(Names), LocalName = random.Next(2) == 0 ? null : entry.Name };
                break;
            case 5:
                entries[at] = entry with { Content = entries[random.Next(entries.Count)].Content };
                break;
            default:
                entries[at] = entry with
                {
                    Deflate = true,
                    Flags = (ushort)(1 << random.Next(16)),
                    DirectoryBytes = random.Next(3) == 0 ? (uint)random.Next() : null,
                };
                break;
        }
        return ZipForge.Write(entries);
    }

    /// <summary>Swaps pieces of XML, so that more than the parser is reached.</summary>
    byte[] DamageText(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var parts = text.Split('<');
        if (parts.Length < 3)
            return Damage(content);
        var (from, to) = (1 + random.Next(parts.Length - 1), 1 + random.Next(parts.Length - 1));
        switch (random.Next(4))
        {
            case 0:
                parts[to] = parts[from];
                break;
            case 1:
                (parts[to], parts[from]) = (parts[from], parts[to]);
                break;
            case 2:
                parts[to] += "<" + parts[from];
                break;
            default:
                parts[to] = parts[to].Replace("/", Pick(["", "//", "../", "\\"]), StringComparison.Ordinal);
                break;
        }
        return Encoding.UTF8.GetBytes(string.Join('<', parts));
    }

    byte[] Bytes(int count)
    {
        var octets = new byte[count];
        random.NextBytes(octets);
        return octets;
    }

    T Pick<T>(T[] from) => from[random.Next(from.Length)];
}

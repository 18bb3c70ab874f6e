using System.Text.RegularExpressions;

namespace Gateway.Register.Decisions;

/// <summary>What a receipt says of an order or line that people sent back (退回), and whom to ask: written in one text, and read again for a hub that has fields for its parts.</summary>
public sealed partial record ReturnWords(string Contact, string Phone, string Note)
{
    const string Mark = "退回：";

    /// <summary>The note of the review: whom to ask comes first, for WNKZYY has only 100 characters.</summary>
    public string ToNote() => $"联系人{Contact}，电话{Phone}；{Note}";

    /// <summary>The detail of a reason that begins with the mark of a return.</summary>
    public static string Marked(string note) => Mark + note;

    /// <summary>The parts of such a detail; null: it tells of no return.</summary>
    public static ReturnWords? Read(string detail)
    {
        if (!detail.StartsWith(Mark, StringComparison.Ordinal)) return null;
        var parts = Form().Match(detail[Mark.Length..]);
        return parts.Success ? new ReturnWords(parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value) : new ReturnWords("", "", detail[Mark.Length..]);
    }

    [GeneratedRegex("^联系人(.*?)，电话(.*?)；(.*)$", RegexOptions.Singleline)]
    private static partial Regex Form();
}

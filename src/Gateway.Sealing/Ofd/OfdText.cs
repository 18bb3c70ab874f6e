namespace Gateway.Sealing;

/// <summary>The text of an OFD.</summary>
public static class OfdText
{
    /// <summary>
    /// The visible text of all pages in their order, TextCode by TextCode, a line feed between text objects. Text of one object is not
    /// broken, so a number that is wrapped inside one object stays whole.
    /// </summary>
    /// <exception cref="OfdException">Not a readable OFD.</exception>
    public static string Extract(byte[] ofd) => throw new NotImplementedException();
}

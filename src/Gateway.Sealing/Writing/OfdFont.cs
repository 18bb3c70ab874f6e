namespace Gateway.Sealing;

/// <summary>
/// A font of the document, by name: none is embedded. ASCII has fonts of its own, because a reader that lacks 宋体 substitutes a font for
/// Chinese that often has no Latin letters or digits; a reader that lacks the Latin font takes the family, which has both.
/// </summary>
/// <param name="Key">Distinguishes the font within the document.</param>
/// <param name="Name">Font name.</param>
/// <param name="Family">Family name.</param>
/// <param name="Scale">Size of the type in relation to the nominal one: the Latin letters must fit into half a width.</param>
sealed record OfdFont(string Key, string Name, string Family, double Scale)
{
    const double LatinScale = 0.84;

    static readonly OfdFont Regular = new("regular", "宋体", "宋体", 1);
    static readonly OfdFont Bold = new("bold", "黑体", "黑体", 1);
    static readonly OfdFont RegularLatin = new("regular-latin", "DejaVu Sans Mono", "宋体", LatinScale);
    static readonly OfdFont BoldLatin = new("bold-latin", "DejaVu Sans Mono Bold", "黑体", LatinScale);

    public static IReadOnlyList<OfdFont> All => [Regular, Bold, RegularLatin, BoldLatin];

    public static OfdFont For(char character, bool bold) => (TextLayout.IsLatin(character), bold) switch
    {
        (false, false) => Regular,
        (false, true) => Bold,
        (true, false) => RegularLatin,
        (true, true) => BoldLatin,
    };
}

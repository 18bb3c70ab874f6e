namespace Gateway.Sealing;

/// <summary>A row of a table with its cells already wrapped: paragraphs of lines.</summary>
sealed record OfdTableRow(
    IReadOnlyList<double> Widths,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Cells,
    IReadOnlyList<OfdAlignment> Alignments,
    double FontSizeMm,
    bool Bold)
{
    public const double PaddingMm = 1;

    public double Height => HeightOf(Math.Max(1, Cells.Max(CountLines)));

    double LineHeight => TextLayout.LineHeight * FontSizeMm;

    /// <summary>Height of a row of so many lines.</summary>
    public double HeightOf(int lines) => lines * LineHeight + 2 * PaddingMm;

    /// <summary>The part that fits into a height, at least one line, and the rest.</summary>
    public (OfdTableRow Now, OfdTableRow? Later) Split(double height)
    {
        if (Height <= height)
            return (this, null);
        var lines = Math.Max(1, (int)((height - 2 * PaddingMm) / LineHeight));
        return (
            this with { Cells = [.. Cells.Select(cell => Slice(cell, 0, lines))] },
            this with { Cells = [.. Cells.Select(cell => Slice(cell, lines, int.MaxValue))] });
    }

    public void Draw(OfdPage page, double left, double top)
    {
        page.Rectangle(left, top, Widths.Sum(), Height);
        var x = left;
        for (var i = 0; i < Cells.Count; i++)
        {
            if (i > 0)
                page.Line(x, top, x, top + Height);
            DrawCell(page, x, top, i);
            x += Widths[i];
        }
    }

    static int CountLines(IReadOnlyList<IReadOnlyList<string>> cell) => cell.Sum(paragraph => paragraph.Count);

    static List<IReadOnlyList<string>> Slice(IReadOnlyList<IReadOnlyList<string>> cell, int skip, int take)
    {
        var result = new List<IReadOnlyList<string>>();
        foreach (var paragraph in cell)
        {
            var part = paragraph.Skip(skip).Take(take).ToList();
            skip = Math.Max(0, skip - paragraph.Count);
            take -= part.Count;
            if (part.Count > 0)
                result.Add(part);
        }
        return result;
    }

    /// <summary>In the middle of the row's height.</summary>
    void DrawCell(OfdPage page, double x, double top, int index)
    {
        var y = top + (Height - CountLines(Cells[index]) * LineHeight) / 2;
        foreach (var paragraph in Cells[index])
        {
            page.WriteLines(x + PaddingMm, y, Widths[index] - 2 * PaddingMm, FontSizeMm, paragraph, Bold, Alignments[index]);
            y += paragraph.Count * LineHeight;
        }
    }
}

namespace Gateway.Sealing;

/// <summary>Fills a document from top to bottom inside margins and starts new pages by itself, so that nothing overlaps.</summary>
public sealed class OfdFlow
{
    const double RoundingMm = 0.001;

    readonly OfdDocument document;
    readonly double marginMm;

    /// <summary>Starts on a new page of the document.</summary>
    /// <param name="document">Where pages are added; A4.</param>
    /// <param name="marginMm">Margin on all four sides in millimetres.</param>
    public OfdFlow(OfdDocument document, double marginMm = 20)
    {
        this.document = document;
        this.marginMm = marginMm;
        Page = document.AddPage();
        Y = marginMm;
    }

    /// <summary>The page being filled.</summary>
    public OfdPage Page { get; private set; }

    /// <summary>Number of the page being filled, from 1.</summary>
    public int PageNumber => document.Pages.Count;

    /// <summary>Upper edge of what comes next, in millimetres.</summary>
    public double Y { get; private set; }

    /// <summary>Left margin in millimetres.</summary>
    public double Left => marginMm;

    /// <summary>Width between the margins in millimetres.</summary>
    public double Width => Page.Width - 2 * marginMm;

    /// <summary>Height left on this page in millimetres.</summary>
    public double Remaining => Page.Height - marginMm - Y + RoundingMm;

    double PageHeight => Page.Height - 2 * marginMm + RoundingMm;

    /// <summary>Starts a new page.</summary>
    public void Break()
    {
        Page = document.AddPage();
        Y = marginMm;
    }

    /// <summary>Starts a new page unless so much height is left or the page is empty.</summary>
    public void Ensure(double heightMm)
    {
        if (heightMm > Remaining && Y > marginMm)
            Break();
    }

    /// <summary>Leaves a gap.</summary>
    public void Space(double heightMm) => Y += heightMm;

    /// <summary>Writes a paragraph; goes on over as many pages as it needs.</summary>
    /// <param name="text">The text; a line feed starts a new line.</param>
    /// <param name="fontSizeMm">Height of the type in millimetres.</param>
    /// <param name="bold">In 黑体 instead of 宋体.</param>
    /// <param name="alignment">Where lines stand.</param>
    public void Paragraph(string text, double fontSizeMm = 4, bool bold = false, OfdAlignment alignment = OfdAlignment.Left)
    {
        var lineHeight = TextLayout.LineHeight * fontSizeMm;
        foreach (var paragraph in TextLayout.Wrap(text, Width / fontSizeMm))
        {
            for (var done = 0; done < paragraph.Count;)
            {
                Ensure(lineHeight);
                var count = Math.Clamp((int)(Remaining / lineHeight), 1, paragraph.Count - done);
                Page.WriteLines(Left, Y, Width, fontSizeMm, [.. paragraph.Skip(done).Take(count)], bold, alignment);
                Y += count * lineHeight;
                done += count;
            }
        }
    }

    /// <summary>Draws a table with a heading row, if any column has a heading, that is repeated after every page break. A row stays on one page if it fits on one.</summary>
    /// <param name="columns">The columns; their widths are scaled to the width between the margins.</param>
    /// <param name="rows">The cells' text, one list a row, as many as there are columns.</param>
    /// <param name="fontSizeMm">Height of the type in millimetres.</param>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public void Table(IReadOnlyList<OfdColumn> columns, IEnumerable<IReadOnlyList<string>> rows, double fontSizeMm = 3.5)
    {
        var table = new OfdTableLayout(columns, Width, fontSizeMm);
        var header = table.LayOutHeader();
        var headerHeight = header?.Height ?? 0;
        var started = false;
        foreach (var cells in rows)
        {
            var row = table.LayOut(cells);
            var fitsOnePage = headerHeight + row.Height <= PageHeight;
            var needed = fitsOnePage ? row.Height : row.HeightOf(1);
            if (!started)
            {
                Ensure(headerHeight + needed);
                if (header is not null)
                    DrawRow(header);
                started = true;
            }
            while (row is not null)
                row = DrawPart(row, header, fitsOnePage);
        }
        if (!started && header is not null)
        {
            Ensure(headerHeight);
            DrawRow(header);
        }
    }

    /// <summary>Draws as much of a row as the page takes, after a break if it must stay whole.</summary>
    /// <returns>What is left for the next page; null if nothing.</returns>
    OfdTableRow? DrawPart(OfdTableRow row, OfdTableRow? header, bool keepWhole)
    {
        if ((keepWhole ? row.Height : row.HeightOf(1)) > Remaining)
        {
            Break();
            if (header is not null)
                DrawRow(header);
        }
        var (now, later) = keepWhole ? (row, null) : row.Split(Remaining);
        DrawRow(now);
        return later;
    }

    void DrawRow(OfdTableRow row)
    {
        row.Draw(Page, Left, Y);
        Y += row.Height;
    }
}

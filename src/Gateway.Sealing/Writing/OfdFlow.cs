namespace Gateway.Sealing;

/// <summary>Fills a document from top to bottom inside margins and starts new pages by itself, so that nothing overlaps.</summary>
/// <param name="document">Where pages are added; A4.</param>
/// <param name="marginMm">Margin on all four sides in millimetres.</param>
public sealed class OfdFlow(OfdDocument document, double marginMm = 20)
{
    /// <summary>The page being filled.</summary>
    public OfdPage Page => throw new NotImplementedException();

    /// <summary>Number of the page being filled, from 1.</summary>
    public int PageNumber => document.Pages.Count;

    /// <summary>Upper edge of what comes next, in millimetres.</summary>
    public double Y { get; private set; }

    /// <summary>Left margin in millimetres.</summary>
    public double Left => marginMm;

    /// <summary>Width between the margins in millimetres.</summary>
    public double Width => Page.Width - 2 * marginMm;

    /// <summary>Height left on this page in millimetres.</summary>
    public double Remaining => Page.Height - marginMm - Y;

    /// <summary>Starts a new page unless so much height is left.</summary>
    public void Ensure(double heightMm) => throw new NotImplementedException();

    /// <summary>Leaves a gap.</summary>
    public void Space(double heightMm) => throw new NotImplementedException();

    /// <summary>Writes a paragraph; goes on over as many pages as it needs.</summary>
    public void Paragraph(string text, double fontSizeMm = 4, bool bold = false, OfdAlignment alignment = OfdAlignment.Left) =>
        throw new NotImplementedException();

    /// <summary>Draws a table with a heading row that is repeated after every page break. A row stays on one page if it fits on one.</summary>
    /// <param name="columns">The columns; their widths are scaled to the width between the margins.</param>
    /// <param name="rows">The cells' text, one list a row, as many as there are columns.</param>
    /// <param name="fontSizeMm">Height of the type in millimetres.</param>
    public void Table(IReadOnlyList<OfdColumn> columns, IEnumerable<IReadOnlyList<string>> rows, double fontSizeMm = 3.5) =>
        throw new NotImplementedException();
}

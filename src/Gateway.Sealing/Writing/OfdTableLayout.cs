namespace Gateway.Sealing;

/// <summary>Lays out the rows of a table.</summary>
sealed class OfdTableLayout
{
    readonly IReadOnlyList<OfdColumn> columns;
    readonly double fontSizeMm;

    public OfdTableLayout(IReadOnlyList<OfdColumn> columns, double widthMm, double fontSizeMm)
    {
        if (columns.Count == 0)
            throw new ArgumentException("A table needs a column.", nameof(columns));
        this.columns = columns;
        this.fontSizeMm = fontSizeMm;
        var scale = widthMm / columns.Sum(column => column.WidthMm);
        Widths = [.. columns.Select(column => column.WidthMm * scale)];
    }

    IReadOnlyList<double> Widths { get; }

    /// <summary>The heading row; null where no column has a heading.</summary>
    public OfdTableRow? LayOutHeader() => columns.All(column => column.Header.Length == 0)
        ? null
        : LayOut([.. columns.Select(column => column.Header)], bold: true, [.. columns.Select(_ => OfdAlignment.Center)]);

    public OfdTableRow LayOut(IReadOnlyList<string> cells)
    {
        if (cells.Count != columns.Count)
            throw new ArgumentException($"The row has {cells.Count} cells, the table {columns.Count} columns.", nameof(cells));
        return LayOut(cells, bold: false, [.. columns.Select(column => column.Alignment)]);
    }

    OfdTableRow LayOut(IReadOnlyList<string> cells, bool bold, IReadOnlyList<OfdAlignment> alignments)
    {
        var wrapped = cells.Select((cell, i) =>
            (IReadOnlyList<IReadOnlyList<string>>)TextLayout.Wrap(cell, (Widths[i] - 2 * OfdTableRow.PaddingMm) / fontSizeMm)).ToList();
        return new OfdTableRow(Widths, wrapped, alignments, fontSizeMm, bold);
    }
}

namespace Gateway.Sealing;

/// <summary>A column of a table.</summary>
/// <param name="Header">Heading, repeated on every page.</param>
/// <param name="WidthMm">Width in millimetres.</param>
/// <param name="Alignment">Where the cells' text stands; headings are centred.</param>
public sealed record OfdColumn(string Header, double WidthMm, OfdAlignment Alignment = OfdAlignment.Left);

namespace Gateway.Sealing;

/// <summary>Where a seal's picture is shown.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="X">Left edge in millimetres.</param>
/// <param name="Y">Upper edge in millimetres.</param>
/// <param name="Width">Width in millimetres.</param>
/// <param name="Height">Height in millimetres.</param>
public sealed record SealPlacement(int Page, double X, double Y, double Width, double Height);

namespace Gateway.Sealing;

/// <summary>A seal's picture.</summary>
/// <param name="Type">Kind of the content: <c>png</c>, <c>ofd</c> …</param>
/// <param name="Content">The picture's bytes.</param>
/// <param name="WidthMm">Width in millimetres.</param>
/// <param name="HeightMm">Height in millimetres.</param>
public sealed record SealPicture(string Type, byte[] Content, int WidthMm, int HeightMm);

using System.Globalization;

namespace Gateway.CoreSim.Data;

/// <summary>A cursor is opaque to clients; here it is the last row that was seen.</summary>
internal static class Cursors
{
    public static string Of(long no) => no.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="BadRequestException">Not a cursor that was handed out.</exception>
    public static long Parse(string? cursor) => string.IsNullOrEmpty(cursor) ? 0
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no
        : throw new BadRequestException("cursor: unknown");
}

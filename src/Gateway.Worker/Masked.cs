namespace Gateway.Worker;

/// <summary>Account and ID numbers as a log may hold them.</summary>
internal static class Masked
{
    /// <summary>The last four characters; of a short one none.</summary>
    public static string Of(string number) => number.Length > 8 ? "…" + number[^4..] : "…";
}

namespace Gateway.Register;

/// <summary>Customers' data as logs, traces and lists may hold it. The one place that says how: whoever must see more looks through <c>Looks</c> of Gateway.Ops, which keeps who and why.</summary>
public static class Masked
{
    const int Shown = 4;
    const string Stars = "****";

    /// <summary>An account, ID or phone number: its last four characters; of a short one none.</summary>
    public static string Of(string number) => number.Length == 0 ? "" : number.Length <= Shown * 2 ? Stars : Stars + number[^Shown..];

    /// <summary>A person's or company's name: its first character. How long it is is not told.</summary>
    public static string Name(string name) => name.Length == 0 ? "" : name[..(char.IsHighSurrogate(name[0]) && name.Length > 1 ? 2 : 1)] + "**";

    /// <summary>Free text, in which anything may stand: nothing of it.</summary>
    public static string Words(string text) => text.Length == 0 ? "" : Stars;
}

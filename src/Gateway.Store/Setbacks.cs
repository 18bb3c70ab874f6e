namespace Gateway.Store;

/// <summary>At what of an order an attempt failed. 1 to 4 are the stages of <see cref="TurnIntent"/>. Numbers are stored.</summary>
public enum OrderStep
{
    /// <summary>Looking at the account and deciding.</summary>
    Decision = 0,
    First = 1,
    Debit = 2,
    TakeBack = 3,
    Provisional = 4,
    /// <summary>The answer to an inquiry.</summary>
    Answer = 5,
    Receipt = 6,
}

/// <summary>Attempts that failed.</summary>
/// <param name="Failures">How many, at least one.</param>
/// <param name="Cause">Of the last one, without customer data; what is longer than <see cref="LongestCause"/> is cut.</param>
public sealed record Setback(int Failures, string Cause)
{
    /// <summary>So many characters are kept.</summary>
    public const int LongestCause = 200;
}

/// <summary>An order came again as it is known.</summary>
/// <param name="Times">How often.</param>
/// <param name="LastAt">When last.</param>
public sealed record Repeats(long Times, DateTimeOffset LastAt);

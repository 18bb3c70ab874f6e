namespace Gateway.Bench;

/// <summary>A section's result that keeps a promise or breaks it.</summary>
internal interface IVerdict
{
    /// <summary>False: the program's exit code is 1.</summary>
    bool Kept { get; }
}

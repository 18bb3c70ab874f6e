namespace Gateway.Host.Doctor;

/// <summary>How much a finding matters.</summary>
internal enum Weight
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>The service would run; somebody should look.</summary>
    Look,

    /// <summary>The service would not run, or not safely.</summary>
    Wrong,
}

/// <summary>One row of the table.</summary>
/// <param name="Part">What was looked at, in a word or two.</param>
/// <param name="What">What was found.</param>
/// <param name="Do">What to do about it; empty where nothing is.</param>
internal sealed record Finding(Weight Weight, string Part, string What, string Do = "")
{
    public static Finding Fine(string part, string what) => new(Weight.Fine, part, what);

    public static Finding Look(string part, string what, string todo) => new(Weight.Look, part, what, todo);

    public static Finding Wrong(string part, string what, string todo) => new(Weight.Wrong, part, what, todo);
}

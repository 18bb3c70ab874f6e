namespace Gateway.Sealing;

/// <summary>Where text stands inside its width.</summary>
public enum OfdAlignment
{
    /// <summary>At the left edge.</summary>
    Left,

    /// <summary>In the middle.</summary>
    Center,

    /// <summary>At the right edge.</summary>
    Right,
}

namespace Gateway.Ops.Rpc;

/// <summary>What a person may do.</summary>
[Flags]
public enum OperatorRoles
{
    None = 0,
    Viewer = 1,
    Operator = 2,
    Checker = 4,
    /// <summary>All of it; still never both sides of one task.</summary>
    Administrator = Viewer | Operator | Checker,
}

/// <summary>A person at the operators' port.</summary>
internal sealed record Operator(string Name, OperatorRoles Roles)
{
    /// <summary>The role of a word of the configuration, or null.</summary>
    public static OperatorRoles? RoleOf(string word) => word switch
    {
        "viewer" => OperatorRoles.Viewer,
        "operator" => OperatorRoles.Operator | OperatorRoles.Viewer,
        "checker" => OperatorRoles.Checker | OperatorRoles.Viewer,
        "administrator" => OperatorRoles.Administrator,
        _ => null,
    };
}

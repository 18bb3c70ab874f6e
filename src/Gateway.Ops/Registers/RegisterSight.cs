using Gateway.Ops.Privacy;
using Gateway.Store.Registers;

namespace Gateway.Ops.Registers;

/// <summary>Entries as a look shows them: of the registers only the amendments of parties say something of customers.</summary>
public static class RegisterSight
{
    /// <summary>A column's text, masked where the look reveals nothing.</summary>
    public static string Text(this RegisterEntry entry, string column, Sight sight) => (entry.Kind, column) switch
    {
        (RegisterKind.Parties, "IdNumber" or "NewIdNumber") => sight.Number(entry[column]),
        (RegisterKind.Parties, "Name" or "NewName") => sight.Name(entry[column]),
        (RegisterKind.Parties, "Basis") => sight.Words(entry[column]),
        _ => entry[column],
    };
}

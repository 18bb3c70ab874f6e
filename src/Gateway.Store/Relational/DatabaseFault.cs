namespace Gateway.Store.Relational;

/// <summary>What an error says about the database itself.</summary>
internal enum DatabaseFault
{
    /// <summary>Nothing: the statement was wrong, or it was no error of the database.</summary>
    None,
    /// <summary>The transaction was undone for another's sake (deadlock, version): the same again may succeed.</summary>
    Undone,
    /// <summary>It could not be reached or did not answer in time. What it was doing last is not known.</summary>
    Unreachable,
}

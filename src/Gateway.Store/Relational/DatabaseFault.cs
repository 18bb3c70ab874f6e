namespace Gateway.Store.Relational;

/// <summary>What an error says about the database itself.</summary>
internal enum DatabaseFault
{
    /// <summary>Nothing: the statement was wrong, or it was no error of the database.</summary>
    None,
    /// <summary>The transaction was undone for another's sake (deadlock, version): the same again may succeed.</summary>
    Undone,
    /// <summary>It could not be reached, did not answer in time, or could not write (disk full, read-only, no file handles). What it was doing last is not known.</summary>
    Unreachable,
    /// <summary>Its file is not as it was written. Whatever it says may be wrong.</summary>
    Damaged,
}

namespace Gateway.Store.Relational;

/// <summary>lines.state. SQL texts hold the numbers, so that the filtered indexes apply.</summary>
internal enum LineState { Open = 1, Intent = 2, Final = 3 }

namespace Gateway.Store.Relational;

/// <summary>The database's file is cut short or altered. Nothing more is read from it or written to it by this process: restore it from a backup.</summary>
public sealed class StoreDamagedException(string message, Exception? inner = null) : StoreUnavailableException(message, inner);

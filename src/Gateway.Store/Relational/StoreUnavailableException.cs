namespace Gateway.Store.Relational;

/// <summary>The store cannot make anything durable now. What was asked for was not written, or its caller may ask again under the same key and will learn it.</summary>
public class StoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

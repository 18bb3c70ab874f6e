namespace Gateway.Store.Privacy;

/// <summary>The data keys do not fit: a key is missing or wrong, the key file cannot be read, or a value is not what was sealed under its key for its place. The message names no secret and no customer.</summary>
public sealed class StoreKeyException(string message, Exception? inner = null) : Exception(message, inner);

namespace Gateway.Sealing;

/// <summary>A signature could not be had: the signing server is not reached, refuses, or answers with something else. Holds no key, no token and no message.</summary>
public sealed class SealSignerException(string message, Exception? cause = null) : Exception(message, cause);

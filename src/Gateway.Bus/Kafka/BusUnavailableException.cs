namespace Gateway.Bus.Kafka;

/// <summary>The brokers did not take a message; it is sent again.</summary>
public sealed class BusUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

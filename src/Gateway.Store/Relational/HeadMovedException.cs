namespace Gateway.Store.Relational;

/// <summary>Another process has raised the head since this transaction read it: nothing of the batch counts, and it is run again.</summary>
internal sealed class HeadMovedException() : InvalidOperationException("The head of the store was raised by another process.");

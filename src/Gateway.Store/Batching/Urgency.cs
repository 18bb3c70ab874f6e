namespace Gateway.Store.Batching;

/// <summary>Who goes first where both wait.</summary>
internal enum Urgency
{
    /// <summary>Inquiries, audit entries, acknowledgements, what the relay marks.</summary>
    Ordinary,
    /// <summary>A control on its way from acceptance to receipt.</summary>
    Control,
}

namespace Gateway.Store.Registers;

/// <summary>The registers that people keep by four eyes.</summary>
public enum RegisterKind
{
    /// <summary>Channels: kind, courts, days, client certificates (2).</summary>
    Channels = 1,
    /// <summary>Courts: code, name, the court above. Their seals have a register of their own.</summary>
    Courts,
    /// <summary>执行款专户 by account and currency (4).</summary>
    Funds,
    /// <summary>Executing officers (3); a new one is entered with its first order.</summary>
    Officers,
    /// <summary>Kinds of account that the law protects (DOMAIN 5).</summary>
    ProtectedKinds,
    /// <summary>Amendments of parties' data: only ever added (5).</summary>
    Parties,
}

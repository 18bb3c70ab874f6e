namespace Gateway.Ops.Rpc;

/// <summary>Section Operators: the port for the bank's own people, and who they are. Defaults: README of this project.</summary>
public sealed class OperatorsOptions
{
    public const string Section = "Operators";

    /// <summary>IP address and port; empty: there is no such port.</summary>
    public string Listen { get; set; } = "";
    /// <summary>PEM: the server's certificate, then intermediates to send along.</summary>
    public string ServerCertificate { get; set; } = "";
    /// <summary>PEM: its private key.</summary>
    public string ServerKey { get; set; } = "";
    /// <summary>PEM: who may issue the people's certificates.</summary>
    public string ClientCa { get; set; } = "";
    public IReadOnlyList<PersonOptions> People { get; set; } = [];
}

/// <summary>One person.</summary>
public sealed class PersonOptions
{
    /// <summary>As the desk and the audit chain name the person.</summary>
    public string Name { get; set; } = "";
    /// <summary>SHA-256 of the client certificate's DER, hexadecimal.</summary>
    public string Fingerprint { get; set; } = "";
    /// <summary>viewer, operator, checker, administrator.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];
}

namespace Gateway.Ingress;

/// <summary>Section Ingress: the courts' door. Defaults: README.md of this folder.</summary>
public sealed class IngressOptions
{
    public const string Section = "Ingress";

    /// <summary>Address and port, e.g. 127.0.0.1:7443; port 0 takes a free one.</summary>
    public string Listen { get; set; } = "127.0.0.1:7443";
    /// <summary>PEM file: the server's certificate, then the intermediates to send along.</summary>
    public string ServerCertificate { get; set; } = "";
    /// <summary>PEM file: the server's private key, unencrypted.</summary>
    public string ServerKey { get; set; } = "";
    /// <summary>PEM file: the authorities whose client certificates are let in; self-signed ones are anchors.</summary>
    public string ClientCa { get; set; } = "";
    /// <summary>SHA-256 fingerprints of the 国密 (TLCP) fronts that may forward a client's certificate.</summary>
    public IReadOnlyList<string> Fronts { get; set; } = [];

    /// <summary>Controls that are checked and reviewed at the same time.</summary>
    public int ConcurrentOrders { get; set; } = 16;
    /// <summary>The same for inquiries: places of their own.</summary>
    public int ConcurrentInquiries { get; set; } = 8;
    /// <summary>Orders of each kind that may wait for that; beyond them RESOURCE_EXHAUSTED.</summary>
    public int WaitingOrders { get; set; } = 256;
    /// <summary>Orders of one SubmitMany stream that are under way at the same time.</summary>
    public int OrdersPerStream { get; set; } = 16;
    /// <summary>Orders that wait for durability on one SubmitMany stream.</summary>
    public int CommitsPerStream { get; set; } = 64;

    /// <summary>Calls of one channel that wait for receipts at the same time: WatchReceipts and GetReceipt together.</summary>
    public int WaitingCallsPerChannel { get; set; } = 1024;
    /// <summary>How often what each channel waits for is counted in the store.</summary>
    public int BacklogCountMilliseconds { get; set; } = 2000;

    /// <summary>Connections at the same time.</summary>
    public int Connections { get; set; } = 512;
    /// <summary>Calls at the same time on one connection.</summary>
    public int CallsPerConnection { get; set; } = 100;
    /// <summary>A silent connection is pinged after this long.</summary>
    public int KeepAliveSeconds { get; set; } = 30;

    /// <summary>How often stored receipts of other processes are looked for.</summary>
    public int ReceiptPollMilliseconds { get; set; } = 100;
    /// <summary>Receipts that one read of a stream fetches.</summary>
    public int ReceiptBatch { get; set; } = 20;
    /// <summary>How long GetReceipt waits for a caller that set no deadline, and at most.</summary>
    public int ReceiptWaitSeconds { get; set; } = 300;
    /// <summary>What RetryInfo says to a caller that is turned away by load or by the store.</summary>
    public int RetryAfterMilliseconds { get; set; } = 1000;

    /// <summary>The word for <see cref="UnreadableDocument"/> that sends such orders to people.</summary>
    public const string Review = "review";

    /// <summary>Ruling or notice without text, a scan: pass (held against nothing) or review (two people look at each line).</summary>
    public string UnreadableDocument { get; set; } = "pass";

    /// <summary>A seal put longer than this before the time of service is refused: a stolen old key could still sign "last year".</summary>
    public int SealMaximumAgeDays { get; set; } = 30;
}

namespace Gateway.Ingress.HubSoap;

/// <summary>One entry of the section HubSoap: a hub that is polled for one channel.</summary>
public sealed class HubSoapSettings
{
    public const string Section = "HubSoap";

    /// <summary>Id of the channel; its Door is hub-soap.</summary>
    public string Channel { get; set; } = "";

    /// <summary>URL of the hub's port.</summary>
    public string Address { get; set; } = "";

    public string UserName { get; set; } = "";

    /// <summary>A file that holds the password in its first line.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>PEM: who may have issued the hub's certificate; empty: the machine's own authorities. For https.</summary>
    public string ServerCa { get; set; } = "";

    /// <summary>PEM: the certificate that the bank shows, and its key; both empty: none.</summary>
    public string ClientCertificate { get; set; } = "";
    public string ClientKey { get; set; } = "";

    /// <summary>Time-out of a connection, in seconds.</summary>
    public int ConnectSeconds { get; set; } = 30;

    /// <summary>Time-out from there to the end of the answer, in seconds.</summary>
    public int ReadSeconds { get; set; } = 180;

    /// <summary>From the end of one list to the next.</summary>
    public int ControlPollSeconds { get; set; } = 10;
    public int InquiryPollSeconds { get; set; } = 30;

    /// <summary>Longest wait between two lists while the hub fails.</summary>
    public int PollMaximumSeconds { get; set; } = 300;

    /// <summary>How much of each wait may be added or taken off.</summary>
    public int JitterPercent { get; set; } = 20;

    /// <summary>Orders of each list whose documents are fetched at the same time.</summary>
    public int ConcurrentFetches { get; set; } = 8;

    /// <summary>Lists after which documents that do not come whole count as missing.</summary>
    public int DocumentAttempts { get; set; } = 5;

    /// <summary>An inquiry's answer of more transactions has them apart, in messages of so many.</summary>
    public int TransactionsApart { get; set; } = 500;
    public int TransactionsPerMessage { get; set; } = 500;

    /// <summary>Answers of each kind that are sent at the same time.</summary>
    public int ConcurrentFeeds { get; set; } = 4;

    /// <summary>First and longest wait before an answer that the hub did not get is sent again.</summary>
    public int FeedRetryFirstSeconds { get; set; } = 5;
    public int FeedRetryMaximumSeconds { get; set; } = 600;

    /// <summary>An order that is listed so long after its answer was taken has lost it; before that, the list may be behind.</summary>
    public int LostAfterSeconds { get; set; } = 30;

    /// <summary>A longer answer of the hub is not read.</summary>
    public int MaximumAnswerMiB { get; set; } = 64;

    /// <summary>Whom a court asks about what went back without people: XCHTR, XCHTDH.</summary>
    public string Contact { get; set; } = "";
    public string Phone { get; set; } = "";
}

/// <summary>All of the section.</summary>
public sealed class HubSoapOptions
{
    public IReadOnlyList<HubSoapSettings> HubSoap { get; set; } = [];
}

namespace Gateway.Ingress.HubSoap;

/// <summary>The hub's operations, in its own spelling.</summary>
static class HubOperation
{
    public const string Inquiries = "getXzcxList";
    public const string Controls = "getXzkzList";
    public const string InquiryWrits = "cxwsInfo";
    public const string ControlWrits = "kzwsInfo";
    public const string Cards = "zjInfo";
    public const string FeedInquiry = "shfeedXzcxInfo";
    public const string FeedTransactions = "shfeedXzcxwlxxInfo";
    public const string FeedControl = "shfeedXzkzInfo";
    public const string Return = "htInfo";
}

using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.HubSoap;

/// <summary>The hub's operations with their arguments.</summary>
static class HubCalls
{
    public static Task<HubReply> ListInquiriesAsync(this SoapHub hub, CancellationToken cancel) => hub.CallAsync(HubOperation.Inquiries, null, cancel);

    public static Task<HubReply> ListControlsAsync(this SoapHub hub, CancellationToken cancel) => hub.CallAsync(HubOperation.Controls, null, cancel);

    /// <summary>Documents of inquiries: one may serve many orders.</summary>
    public static Task<HubReply> InquiryWritsAsync(this SoapHub hub, string documentNo, CancellationToken cancel) =>
        hub.CallAsync(HubOperation.InquiryWrits, new HubElement("wsbhinfo").Add(new HubElement("condition").Set("WSBH", documentNo)), cancel);

    public static Task<HubReply> ControlWritsAsync(this SoapHub hub, string orderNo, CancellationToken cancel) => hub.CallAsync(HubOperation.ControlWrits, OfOrder(orderNo), cancel);

    public static Task<HubReply> CardsAsync(this SoapHub hub, string orderNo, CancellationToken cancel) => hub.CallAsync(HubOperation.Cards, OfOrder(orderNo), cancel);

    /// <summary>Sends an answer, a part of one, or a return, of one order.</summary>
    public static async Task<HubResult> FeedAsync(this SoapHub hub, string operation, string orderNo, HubElement answer, CancellationToken cancel)
    {
        var reply = await hub.CallAsync(operation, answer, cancel).ConfigureAwait(false);
        return reply.Fault switch
        {
            null => HubResults.Of(reply.Answer!, orderNo),
            HubFault.Refused => new HubResult(HubVerdict.Refused, reply.Detail),
            HubFault.NotSent => new HubResult(HubVerdict.NotSent, reply.Detail),
            _ => new HubResult(HubVerdict.Unsaid, reply.Detail),
        };
    }

    static HubElement OfOrder(string orderNo) => new HubElement("bdhminfo").Add(new HubElement("condition").Set("BDHM", orderNo));
}

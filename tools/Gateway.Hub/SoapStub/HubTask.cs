using System.Xml.Linq;

namespace Gateway.Hub.SoapStub;

/// <summary>An order that waits at the hub for the bank.</summary>
/// <param name="Request">cxqq or kzqq, in plain.</param>
/// <param name="Writs">wsinfo.</param>
/// <param name="Cards">zjinfo.</param>
internal sealed record HubTask(string OrderNo, XElement Request, IReadOnlyList<XElement> Writs, IReadOnlyList<XElement> Cards)
{
    public bool IsInquiry => Request.Name.LocalName == "cxqq";

    /// <summary>WSBH; empty for a control.</summary>
    public string DocumentNo => Request.Of("WSBH");

    /// <summary>CCXH of each line.</summary>
    public IEnumerable<string> Lines => Request.Descendants("kzzh").Select(line => line.Of("CCXH"));
}

/// <summary>What the bank sent for an order.</summary>
/// <param name="Operation">As it was called.</param>
/// <param name="Message">arg1, in plain.</param>
/// <param name="Taken">What the hub said.</param>
internal sealed record HubAnswer(string Operation, XElement Message, bool Taken, string Said);

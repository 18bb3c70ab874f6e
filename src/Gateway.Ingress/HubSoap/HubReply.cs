using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.HubSoap;

/// <summary>Why a call has no answer, in the order of how far it got.</summary>
enum HubFault
{
    /// <summary>The hub has not heard of it.</summary>
    NotSent,

    /// <summary>It may have had its effect: no answer, a cut one, or an error of the server.</summary>
    NoAnswer,

    /// <summary>An answer came that is none: no envelope, no Base64, no XML. It too may have had its effect.</summary>
    Malformed,

    /// <summary>The return is there and has nothing in it.</summary>
    Empty,

    /// <summary>The hub says that it does not do it.</summary>
    Refused,
}

/// <summary>What became of one call: an answer, or a fault with what is known of it.</summary>
/// <param name="Detail">For people: the hub's own words, or what went wrong; holds no customer data.</param>
sealed record HubReply(HubElement? Answer, HubFault? Fault, string Detail)
{
    public static HubReply Of(HubElement answer) => new(answer, null, "");

    public static HubReply Failed(HubFault fault, string detail) => new(null, fault, detail);
}

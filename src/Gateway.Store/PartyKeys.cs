using Gateway.Register.Orders;

namespace Gateway.Store;

/// <summary>The key that a party's inquiries travel and wait under, while encryption is off; with it on a keyed hash of this.</summary>
public static class PartyKeys
{
    /// <summary>ID kind and number: <c>10100|110101199001011234</c>. Never written to a log unmasked.</summary>
    public static string Of(PartyIdentity party) => $"{party.IdKind}|{party.IdNumber}";
}

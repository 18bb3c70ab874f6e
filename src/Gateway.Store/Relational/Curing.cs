using Gateway.Register;

namespace Gateway.Store.Relational;

/// <summary>Which refusals other documents can cure (C30): those for documents, seals and officer IDs.</summary>
internal static class Curing
{
    public static bool ByOtherDocuments(Reason? refusal) => refusal is
        Reason.DocumentMissing or Reason.DocumentMismatch or
        Reason.SealInvalid or Reason.SealUntrusted or Reason.SealExpired or Reason.SealOfOtherCourt or
        Reason.OfficerIdMissing;
}

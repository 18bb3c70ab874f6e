using Gateway.Ops.Emergency;

namespace Gateway.Ops.Web.Sessions;

/// <summary>A paper order as its person left it: typed once, mended until it is in order. It lives in the session alone.</summary>
/// <param name="Fields">By the names of <see cref="PaperForm"/>, and when it was served.</param>
/// <param name="Faults">What is wrong with it.</param>
internal sealed record PaperDraft(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<PaperScan> Scans, IReadOnlyList<string> Faults);

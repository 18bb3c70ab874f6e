using Gateway.Register.Decisions;
using Gateway.Register.Orders;

namespace Gateway.Register;

// A pause (22): what of an account may go on while one of its lines waits for the end of it.
public static partial class FreezeRegister
{
    /// <summary>
    /// Whether later lines of the account may go on: not behind a freeze, or they would take its rank and its money; behind a renewal, release or deduction they may, as behind one in
    /// review, but for those that act on the same freeze.
    /// </summary>
    public static bool LetsOthersGoOn(Measure measure) => !Freezes(measure) && measure < Measure.Expire;

    /// <summary>The live freeze that a court's renewal, release or deduction means, worked out of the register alone; null: none.</summary>
    public static string? ActsOn(LineCase line) =>
        line.Header is null || Freezes(line.Line.Measure) ? null : FindOriginal(line, onlyOne: !Deducts(line.Line.Measure)).Freeze?.FreezeId;
}

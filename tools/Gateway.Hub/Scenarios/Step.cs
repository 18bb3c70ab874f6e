using Gateway.Hub.Orders;

namespace Gateway.Hub.Scenarios;

/// <summary>One step of a scenario.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Do">The word in the file.</param>
internal abstract record Step(int Number, string Do);

/// <summary>A court sends an order.</summary>
/// <param name="Form">The order, defaults still open.</param>
/// <param name="Controls">What is expected of the lines, by their index; null where nothing is.</param>
/// <param name="Inquiry">What is expected of an inquiry's answer.</param>
/// <param name="State">How the order must stand, e.g. IN_REVIEW; null: a receipt is expected.</param>
/// <param name="Repeat">The same order once more.</param>
/// <param name="Error">The gRPC status that must come in place of a receipt.</param>
internal sealed record OrderStep(
    int Number, string Do, OrderForm Form, IReadOnlyList<ControlExpectation?> Controls, InquiryExpectation? Inquiry, string? State, bool Repeat, string? Error) : Step(Number, Do);

/// <summary>Money comes in.</summary>
internal sealed record CreditStep(int Number, string Do, string Account, string? SubAccount, string Amount) : Step(Number, Do);

/// <summary>The customer takes money out.</summary>
internal sealed record WithdrawStep(int Number, string Do, string Account, string? SubAccount, string Amount, bool? Allowed) : Step(Number, Do);

/// <summary>A priority claim is registered or changed.</summary>
internal sealed record SetClaimStep(int Number, string Do, string Account, string? SubAccount, string Claim, string Amount, string? Kind, string? Holder) : Step(Number, Do);

/// <summary>A priority claim is extinguished.</summary>
internal sealed record EndClaimStep(int Number, string Do, string Account, string? SubAccount, string Claim) : Step(Number, Do);

/// <summary>The bank closes an account.</summary>
internal sealed record CloseAccountStep(int Number, string Do, string Account) : Step(Number, Do);

/// <summary>What an account is for changes.</summary>
internal sealed record SetNatureStep(int Number, string Do, string Account, string Nature) : Step(Number, Do);

/// <summary>10:00 of another day.</summary>
internal sealed record ClockStep(int Number, string Do, DateOnly To) : Step(Number, Do);

/// <summary>Two people decide what waits of an order.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Do">The word in the file.</param>
/// <param name="Order">Its number.</param>
/// <param name="Decide">approve, reject or return.</param>
/// <param name="Controls">What is expected of the lines of the receipt that then comes; null where nothing is.</param>
internal sealed record ReviewStep(int Number, string Do, string Order, string Decide, IReadOnlyList<ControlExpectation?> Controls) : Step(Number, Do);

/// <summary>Two freezes change places, by two people.</summary>
internal sealed record HandOverStep(int Number, string Do, string First, string Second, string Refused) : Step(Number, Do);

/// <summary>A freeze becomes another court's, by two people.</summary>
internal sealed record TransferStep(int Number, string Do, string Order, string Court, string Refused) : Step(Number, Do);

/// <summary>Another authority's freeze is entered or ended by hand, by two people.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Do">The word in the file.</param>
/// <param name="Ends">Whether it is ended.</param>
/// <param name="Words">What stands behind the verb of <c>gateway desk open</c>.</param>
/// <param name="Refused">The reason with which the register refuses it; empty: it is done.</param>
internal sealed record OtherFreezeStep(int Number, string Do, bool Ends, IReadOnlyList<string> Words, string Refused) : Step(Number, Do);

/// <summary>The core fails.</summary>
internal sealed record CoreFaultStep(int Number, string Do, string At, string Fault, int Times) : Step(Number, Do);

/// <summary>The payee's bank has the money of an order's remittances, or sends it back.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Do">The word in the file.</param>
/// <param name="Order">Its number. Its deductions are remittances from the start, wherever its payee's account lies.</param>
/// <param name="Outcome">paid or returned.</param>
/// <param name="Controls">What is expected of the lines of the FINAL receipt; null where nothing is.</param>
internal sealed record SettleStep(int Number, string Do, string Order, string Outcome, IReadOnlyList<ControlExpectation?> Controls) : Step(Number, Do);

/// <summary>A receipt in the channel's stream that no order asked for.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Do">The word in the file.</param>
/// <param name="Order">Whose.</param>
/// <param name="Kind">INTERIM, ADVANCE or CORRECTION. Each receipt is expected once: a further step means the next one.</param>
/// <param name="Expect">What is expected of its first line; null: nothing.</param>
internal sealed record ExpectNoticeStep(int Number, string Do, string Order, string Kind, ControlExpectation? Expect) : Step(Number, Do);

/// <summary>A look at the register.</summary>
internal sealed record CheckStep(int Number, string Do, string Account, string? SubAccount, PositionExpectation Expect) : Step(Number, Do);

using Gateway.Register.Answers;
using Gateway.Register.Orders;

namespace Gateway.Contracts.Answers;

/// <summary>What a receipt is made of: the order and what is known of it.</summary>
/// <param name="Answers">One for each final line, in line order; empty for an inquiry.</param>
/// <param name="Inquiry">Null for a control.</param>
public sealed record ReceiptContent(
    OrderKey Key, Order Order, DateTimeOffset ArrivedAt, DateTimeOffset ServiceTime, IReadOnlyList<LineAnswer> Answers, InquiryAnswer? Inquiry);

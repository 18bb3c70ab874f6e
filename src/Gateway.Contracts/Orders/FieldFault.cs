namespace Gateway.Contracts.Orders;

/// <summary>What is wrong with one field. The description never repeats the value: faults go into logs and the audit trail.</summary>
/// <param name="Field">Path from the request on, e.g. <c>order.freeze.lines[0].target.account</c>.</param>
/// <param name="Description">What is wrong, in English.</param>
public sealed record FieldFault(string Field, string Description);

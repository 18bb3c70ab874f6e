namespace Gateway.CoreSim.Contract;

/// <summary>What a hold is put or changed to; Limit null: unlimited.</summary>
internal sealed record HoldTerms
{
    public string SubAccount { get; init; } = "";
    public required string Currency { get; init; }
    public required string? Limit { get; init; }
    public required DateOnly To { get; init; }

    /// <summary>This core does not freeze the units of products: the option is not taken.</summary>
    public string ProductNo { get; init; } = "";
}

/// <summary>A debit by order of a court, with the holds that it lowers.</summary>
internal sealed record DebitRequest
{
    public string SubAccount { get; init; } = "";
    public required string Currency { get; init; }
    public required string Amount { get; init; }
    public required IReadOnlyList<HoldUse> Consumes { get; init; }
    public required Payee Payee { get; init; }
    public required string PayeeCurrency { get; init; }
    public bool Convert { get; init; }
    /// <summary>The hold for the sum, should the payee's bank send it back.</summary>
    public ReturnHold? ReturnHold { get; init; }
}

internal sealed record ReturnHold(string HoldId, DateOnly To);

internal sealed record HoldUse(string HoldId, string Amount);

internal sealed record Payee(string Name, string BankName, string BankNo, string Account);

/// <summary>What became of a change: the answer to it, and to the look-up of its key.</summary>
internal sealed record Operation
{
    public required string Key { get; init; }
    /// <summary>HOLD_PUT, HOLD_CHANGE, HOLD_REMOVE or DEBIT.</summary>
    public required string Kind { get; init; }
    public required string Account { get; init; }
    public required string SubAccount { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>DONE or REFUSED.</summary>
    public required string Outcome { get; init; }
    /// <summary>The register's, in the list of operations.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }
    public ApiError? Refusal { get; init; }
    public Hold? Hold { get; init; }
    public DebitAnswer? Debit { get; init; }
}

/// <summary>What was debited and what the payee gets; Rate is empty without conversion.</summary>
internal sealed record DebitAnswer(string Amount, string Currency, string PayeeAmount, string PayeeCurrency, string Rate)
{
    /// <summary>Of a part early withdrawal from a time deposit; left out elsewhere.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Interest { get; init; }

    /// <summary>Of a sum that goes to another bank; left out elsewhere.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public Payment? Payment { get; init; }
}

/// <summary>How far a remittance got: PENDING, PAID or RETURNED, and why it came back.</summary>
internal sealed record Payment(string State, string Reference, string Cause = "");

internal sealed record ApiError(string Code, string Message);

/// <summary>A page of what was carried out; an empty next cursor ends it.</summary>
internal sealed record OperationPage(IReadOnlyList<Operation> Operations, string NextCursor);

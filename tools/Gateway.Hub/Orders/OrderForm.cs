namespace Gateway.Hub.Orders;

/// <summary>An order as people write it: the shape of an order file and of a scenario's step. What is null gets a default.</summary>
internal sealed record OrderForm
{
    public required OrderVerb Verb { get; init; }

    /// <summary>BDHM.</summary>
    public required string Order { get; init; }

    /// <summary>Court code.</summary>
    public string? Court { get; init; }
    public string? CaseNo { get; init; }
    public Person? Party { get; init; }
    public string? Remark { get; init; }

    /// <summary>How long before now the network took the order, in seconds: it was sent earlier than it arrives. Null: it is sent now.</summary>
    public int? SentSecondsAgo { get; init; }

    /// <summary>First and last day whose transactions an inquiry asks for.</summary>
    public string? TransactionsFrom { get; init; }
    public string? TransactionsTo { get; init; }

    /// <summary>Lines of a control, numbered from 1; empty for an inquiry.</summary>
    public IReadOnlyList<LineForm> Lines { get; init; } = [];
    public Spoiling Documents { get; init; } = new();

    /// <summary>This form with everything that it leaves open taken from another: the same order once more.</summary>
    public OrderForm Over(OrderForm first) => this with
    {
        Court = Court ?? first.Court,
        CaseNo = CaseNo ?? first.CaseNo,
        Party = Party ?? first.Party,
        Remark = Remark ?? first.Remark,
        TransactionsFrom = TransactionsFrom ?? first.TransactionsFrom,
        TransactionsTo = TransactionsTo ?? first.TransactionsTo,
        Lines = [.. first.Lines.Select((line, i) => i < Lines.Count ? Lines[i].Over(line) : line), .. Lines.Skip(first.Lines.Count)],
    };
}

/// <summary>Name, kind and number of an identity: XM, ZJLX, DSRZJHM.</summary>
internal sealed record Person(string Name, string IdKind, string IdNumber)
{
    /// <summary>Who is meant where nobody is named.</summary>
    public static readonly Person Standard = new("张三", "10100", "110101199001010011");
}

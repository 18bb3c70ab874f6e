namespace Gateway.Store.Retention;

/// <summary>When what is over leaves the tables of daily work (section Storage:Retention).</summary>
public sealed class RetentionOptions
{
    /// <summary>So long after its last receipt was acknowledged an order moves into the archive.</summary>
    public int OrderDays { get; set; } = 90;

    /// <summary>How often it is looked for orders to move.</summary>
    public int EveryMinutes { get; set; } = 60;

    /// <summary>Orders of one transaction.</summary>
    public int Batch { get; set; } = 100;
}

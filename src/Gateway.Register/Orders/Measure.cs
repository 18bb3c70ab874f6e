namespace Gateway.Register.Orders;

/// <summary>KZCS, the control measure that a line asks for. The numbers are the courts' codes.</summary>
public enum Measure
{
    /// <summary>01 冻结.</summary>
    Freeze = 1,
    /// <summary>02 继续冻结.</summary>
    Renew = 2,
    /// <summary>03 轮候冻结: the same act as 01, ranked by service time (C3b).</summary>
    QueuedFreeze = 3,
    /// <summary>04 解除冻结.</summary>
    Release = 4,
    /// <summary>05 解除轮候冻结: the same act as 04 (C3b).</summary>
    ReleaseQueued = 5,
    /// <summary>06 划拨.</summary>
    Deduct = 6,
    /// <summary>07 提取收入: not supported (C32).</summary>
    CollectIncome = 7,
    /// <summary>08 冻结并划拨 (C31).</summary>
    FreezeAndDeduct = 8,
    /// <summary>No court's order: the bank's own line that ends a freeze after its last day (C8).</summary>
    Expire = 90,
    /// <summary>The bank's own line after two people decided: two freezes change places (C16).</summary>
    HandOver = 91,
    /// <summary>The bank's own line after two people decided: a freeze becomes another court's (C16).</summary>
    Transfer = 92,
    /// <summary>The bank's own line after two people decided: another authority's freeze (C27).</summary>
    EnterOtherFreeze = 93,
    /// <summary>The bank's own line after two people decided: another authority's freeze is lifted (C27).</summary>
    EndOtherFreeze = 94,
    /// <summary>No court's order: claims or other authorities' freezes changed in the core; whoever may take more now is told.</summary>
    ClaimsChanged = 95,
    /// <summary>No court's order: the core is asked what became of a remittance to another bank, and money that came back finds its place.</summary>
    Payment = 97,
    /// <summary>The bank's own line after two people decided: a difference between register and core is mended in the core.</summary>
    Mend = 98,
}

namespace Gateway.Hub.Orders;

/// <summary>What an order does, as scenario and order files word it.</summary>
internal enum OrderVerb
{
    /// <summary>inquire 查询.</summary>
    Inquire,
    /// <summary>freeze 冻结.</summary>
    Freeze,
    /// <summary>renew 继续冻结.</summary>
    Renew,
    /// <summary>release 解除冻结.</summary>
    Release,
    /// <summary>deduct 划拨.</summary>
    Deduct,
    /// <summary>collectIncome 提取收入.</summary>
    CollectIncome,
    /// <summary>freezeAndDeduct 冻结并划拨.</summary>
    FreezeAndDeduct,
}

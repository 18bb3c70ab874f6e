using Gateway.Register.Orders;

namespace Gateway.Ingress.Review;

/// <summary>What review asks of each kind of document.</summary>
static class DocumentKinds
{
    /// <summary>Must carry the ordering court's seal.</summary>
    public static bool MustBeSealed(DocumentKind kind) => kind is DocumentKind.Ruling or DocumentKind.Notice;

    /// <summary>Is held against the order.</summary>
    public static bool AreRead(DocumentKind kind) => kind is DocumentKind.Ruling or DocumentKind.Notice;

    /// <summary>As it stands in a receipt.</summary>
    public static string Chinese(DocumentKind kind) => kind switch
    {
        DocumentKind.Ruling => "裁定书",
        DocumentKind.Notice => "协助执行通知书",
        DocumentKind.InquiryList => "查询清单",
        DocumentKind.WorkCard => "工作证",
        DocumentKind.DutyCard => "公务证",
        _ => "其他文书",
    };
}

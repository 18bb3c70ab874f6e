using Gateway.Sealing;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Worker.Receipts;

/// <summary>异议书: what the bank objects to and why, and what it asks of the court.</summary>
internal static class ObjectionPages
{
    private const double Text = 4;

    public static void Write(OfdFlow flow, V1.Objection objection)
    {
        flow.Paragraph("异议事项及理由", Text, bold: true);
        flow.Space(1);
        foreach (var paragraph in objection.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) flow.Paragraph($"　　{paragraph}", Text);
        flow.Space(3);
        flow.Paragraph($"　　请你院自收到本异议书之日起十五日内（至{ReceiptWords.Date(objection.ReplyUntil)}）审查完毕并书面回复。审查期间，我行已采取的协助执行措施不变。", Text);
        flow.Space(2);
    }
}

namespace Gateway.Ingress.HubFiles;

/// <summary>Why a packet was refused, for the bank's people.</summary>
static class PacketWords
{
    public static string Of(PacketRefusal reason) => reason switch
    {
        PacketRefusal.Name => "文件名不是数据包名（CXQQ、KZQQ、CXHZ、KZHZ + 银行代码17位 + 批次号30位 .zip）",
        PacketRefusal.OtherBank => "文件名中的银行代码不是本行",
        PacketRefusal.Link => "不是普通文件（链接）",
        PacketRefusal.TooLong => "数据包超过大小上限",
        PacketRefusal.Cut => "数据包不完整或不是ZIP，等待后仍未写完",
        PacketRefusal.TooManyEntries => "包内文件数超过上限",
        PacketRefusal.EntryPath => "包内文件名含路径或为链接",
        PacketRefusal.EntryTwice => "包内文件名重复",
        PacketRefusal.EntryName => "包内有不属于该批次的文件名",
        PacketRefusal.Encrypted => "包内文件已加密",
        PacketRefusal.TooLarge => "解压后超过大小上限",
        PacketRefusal.TooCompressed => "压缩比异常",
        PacketRefusal.Damaged => "数据包损坏（长度或校验和不符）",
        PacketRefusal.Nested => "包内含压缩包",
        PacketRefusal.NotXml => "包内文件不是规范的UTF-8 XML（含DTD、层次过深或格式错误）",
        PacketRefusal.Orders => "包内请求不符合规范（无请求、类别不符、请求单号与文件名不符）",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}

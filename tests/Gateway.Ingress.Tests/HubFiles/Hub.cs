using System.IO.Compression;
using System.Text;
using Gateway.Contracts.HubForms;

namespace Gateway.Ingress.Tests.HubFiles;

/// <summary>The hub's side of files, written here by itself.</summary>
static class Hub
{
    public const string Bank = "C1010211000012345";
    public const string Batch = "202611210000000000000000000001";
    public const string Batch2 = "202611210000000000000000000002";

    public static readonly HubPacketName Inquiries = new(HubPacketKind.Inquiries, Bank, Batch);
    public static readonly HubPacketName Controls = new(HubPacketKind.Controls, Bank, Batch);

    public static string Packet(string prefix, string batch = Batch) => $"{prefix}{Bank}{batch}.zip";

    public static string File(string prefix, string orderNo = "", string batch = Batch) => $"{prefix}{Bank}{batch}{(orderNo.Length == 0 ? "" : orderNo.PadLeft(30, '0'))}.xml";

    public static string Inquiry(string orderNo, string documentNo = "", string party = "张三") =>
        $"""<cxqq BDHM="{orderNo}" XM="{party}" ZJLX="10100" DSRZJHM="110101199001011237" FYMC="甲市人民法院" FYDM="F10" CBR="王法官" YHDH="010" AH="案1" GZZBH="G1" GWZBH="W1" WSBH="{documentNo}"/>""";

    public static string Control(string orderNo) =>
        $"""<kzqq BDHM="{orderNo}" XM="张三" FYDM="F10"><kzzhlist><kzzh CCXH="1" KZLX="1" KZCS="01" KHZH="6001" KZNR="1" BZ="CNY" JE="5.00" KSRQ="2026-11-21" JSRQ="2027-11-20"/></kzzhlist></kzqq>""";

    public static string Writ(string orderNo, string documentNo, string content) =>
        $"""<wsinfo BDHM="{orderNo}" WSBH="{documentNo}" XH="1" WJMC="通知书" WJLX="txt" WSLB="协助执行通知书" WSNR="{Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}" MD5=""/>""";

    public static string Card(string orderNo) => $"""<zjinfo BDHM="{orderNo}" GZZBM="G1" GZZWJGS="png" GZZ="AQID" GWZBM="" GWZWJGS="" GWZ=""/>""";

    public static string Complaint(string orderNo, string words = "账号为空") => $"""<htxxList><htxx BDHM="{orderNo}" XCHTYY="{words}" XCHTBZ="" XCHTR="李" XCHTDH="010"/></htxxList>""";

    public static string List(string name, params string[] entries) => $"""<?xml version="1.0" encoding="UTF-8"?><{name}>{string.Concat(entries)}</{name}>""";

    public static byte[] Zip(params (string Name, string Content)[] files) => Zip(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Content))));

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        var octets = new MemoryStream();
        using (var zip = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return octets.ToArray();
    }

    /// <summary>A whole packet of inquiries that need no documents here.</summary>
    public static byte[] InquiryPacket(string batch, params string[] orderNos) => Zip((File("QA", batch: batch), List("cxqqList", [.. orderNos.Select(no => Inquiry(no))])));

    public static byte[] ControlPacket(params string[] orderNos) => Zip((File("QA"), List("kzqqList", [.. orderNos.Select(Control)])));
}

using System.Text.RegularExpressions;

namespace Gateway.Ops.Web.Wording;

/// <summary>What is wrong with a paper order. The ingress says it in English; this is how it reads in Chinese. What is wrong with a field of the message stays as it is: it names the field.</summary>
internal static partial class PaperWords
{
    private static readonly (Regex Pattern, string Chinese)[] Table =
    [
        (Ruling(), "控制请求须附裁定书"), (Notice(), "缺少协助执行通知书"), (Card(), "缺少承办人的工作证或公务证"), (Officer(), "缺少承办人的姓名或电话"), (Future(), "送达时间在将来"), (Back(), "送达时间在 $1 天以前"),
        (Court(), "法院 $1 不在名录中"), (Form(), "$1：不是 PDF、JPEG、PNG 或 OFD"),
    ];

    public static string Of(string fault, bool english)
    {
        if (english) return fault;
        foreach (var (pattern, chinese) in Table)
        {
            if (pattern.Match(fault) is { Success: true } match) return match.Result(chinese);
        }

        return fault;
    }

    [GeneratedRegex("^a control needs its ruling")]
    private static partial Regex Ruling();

    [GeneratedRegex("^the notice .* is missing")]
    private static partial Regex Notice();

    [GeneratedRegex("^the officer's work card or duty card is missing")]
    private static partial Regex Card();

    [GeneratedRegex("^the officer's name and phone are missing")]
    private static partial Regex Officer();

    [GeneratedRegex("^the time of service lies in the future")]
    private static partial Regex Future();

    [GeneratedRegex(@"^the time of service lies more than (\d+) days back")]
    private static partial Regex Back();

    [GeneratedRegex(@"^court_code (\S+): not in the directory")]
    private static partial Regex Court();

    [GeneratedRegex("^(.+): neither PDF, JPEG, PNG nor OFD")]
    private static partial Regex Form();
}

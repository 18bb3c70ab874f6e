using System.Text.RegularExpressions;

namespace Gateway.Ops.Web.Wording;

/// <summary>What register and core say where they differ. It is kept in English, as it was found; this is how it reads in Chinese.</summary>
internal static partial class DifferenceWords
{
    private static readonly (Regex Pattern, string Chinese)[] Table =
    [
        (None(), "无"), (Account(), "有此账户"), (SubAccount(), "有此子账户"), (Unknown(), "核心中没有"), (AtRest(), "账户无在办明细"), (InMotion(), "账户一直在办理，或停在一条明细中间"), (NoAnswer(), "核心没有答复"),
        (Whole(), "全账户 至 $1"), (Until(), "$1 至 $2"), (Before(), "先于 $1"), (Behind(), "后于 $1"), (Within(), "$1 小时内签收"), (Late(), "$1 份回执未签收，自第 $2 号起，最早 $3"),
        (Hub(), "总对总计 $1 笔"), (Arrived(), "本行到达 $1 笔"),
    ];

    public static string Of(string found, bool english)
    {
        if (english) return found;
        foreach (var (pattern, chinese) in Table)
        {
            if (pattern.Match(found) is { Success: true } match) return match.Result(chinese);
        }

        return found;
    }

    [GeneratedRegex("^none$")]
    private static partial Regex None();

    [GeneratedRegex("^an account$")]
    private static partial Regex Account();

    [GeneratedRegex("^a sub-account$")]
    private static partial Regex SubAccount();

    [GeneratedRegex("^unknown to the core$")]
    private static partial Regex Unknown();

    [GeneratedRegex("^an account at rest$")]
    private static partial Regex AtRest();

    [GeneratedRegex("^in motion, or parked in the middle of a line$")]
    private static partial Regex InMotion();

    [GeneratedRegex("^the core did not answer$")]
    private static partial Regex NoAnswer();

    [GeneratedRegex(@"^whole account until (\S+)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^(.+) until (\S+)$")]
    private static partial Regex Until();

    [GeneratedRegex("^before (.+)$")]
    private static partial Regex Before();

    [GeneratedRegex("^behind (.+)$")]
    private static partial Regex Behind();

    [GeneratedRegex(@"^acknowledged within (\d+) h$")]
    private static partial Regex Within();

    [GeneratedRegex(@"^(\d+) receipts are not, from sequence (\d+) on, the oldest of (.+)$")]
    private static partial Regex Late();

    [GeneratedRegex(@"^(\d+) orders by the hub's count$")]
    private static partial Regex Hub();

    [GeneratedRegex(@"^(\d+) orders arrived$")]
    private static partial Regex Arrived();
}

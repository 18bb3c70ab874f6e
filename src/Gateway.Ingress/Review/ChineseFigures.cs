using System.Text.RegularExpressions;

namespace Gateway.Ingress.Review;

/// <summary>Amounts in capital numerals 大写, as in 人民币陆仟元伍角整.</summary>
static partial class ChineseFigures
{
    const string Digits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Every such amount in a text.</summary>
    public static IEnumerable<decimal> In(string text) => Amount().Matches(text).Select(Value);

    static decimal Value(Match match) =>
        Whole(match.Groups["yuan"].Value) + Digit(match.Groups["jiao"]) / 10m + Digit(match.Groups["fen"]) / 100m;

    // Sections of four places each: 亿 and 万 lift what was read since the last of them.
    static decimal Whole(string numerals)
    {
        decimal total = 0, section = 0, digit = 0;
        foreach (var c in numerals)
        {
            switch (c)
            {
                case '拾' or '佰' or '仟':
                    // 拾 alone is 壹拾.
                    section += (digit == 0 ? 1 : digit) * (c == '拾' ? 10 : c == '佰' ? 100 : 1000);
                    digit = 0;
                    break;
                case '万':
                    total += (section + digit) * 10_000;
                    section = digit = 0;
                    break;
                case '亿':
                    total = (total + section + digit) * 100_000_000;
                    section = digit = 0;
                    break;
                default:
                    digit = Digits.IndexOf(c, StringComparison.Ordinal);
                    break;
            }
        }

        return total + section + digit;
    }

    static decimal Digit(Group group) => group.Success ? Digits.IndexOf(group.Value, StringComparison.Ordinal) : 0;

    [GeneratedRegex("(?<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,24})[元圆](?:(?<jiao>[壹贰叁肆伍陆柒捌玖])角)?(?:零?(?<fen>[壹贰叁肆伍陆柒捌玖])分)?", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}

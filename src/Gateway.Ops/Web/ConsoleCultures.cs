using System.Globalization;

namespace Gateway.Ops.Web;

/// <summary>The console's languages: Chinese unless somebody says otherwise.</summary>
internal static class ConsoleCultures
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static readonly string[] All = [Chinese, English];

    /// <summary>Whether the page is shown in English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.Name.StartsWith(English, StringComparison.Ordinal);
}

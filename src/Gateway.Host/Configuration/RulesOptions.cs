using System.ComponentModel.DataAnnotations;
using Gateway.Register;
using Gateway.Register.Accounts;

namespace Gateway.Host.Configuration;

/// <summary>Section Rules: the settings that the domain leaves to the bank. Words are written with hyphens: require-freeze.</summary>
internal sealed class RulesOptions
{
    public const string Section = "Rules";

    [Word<DeductWithoutFreeze>]
    public string DeductWithoutFreeze { get; set; } = "allow";

    [Word<PriorityClaimRule>]
    public string PriorityClaim { get; set; } = "value";

    [Word<LateClaimRule>]
    public string LateClaim { get; set; } = "behind";

    [Word<LimitAbovePrincipal>]
    public string LimitAbovePrincipal { get; set; } = "as-ordered";

    [Word<UnknownPayee>]
    public string UnknownPayee { get; set; } = "review";

    [Word<UnknownOfficer>]
    public string UnknownOfficer { get; set; } = "enter";

    [Word<ProtectedAccountRule>]
    public string ProtectedAccount { get; set; } = "review";

    /// <summary>Longest freeze and renewal of a court, in years.</summary>
    [Range(1, 10)]
    public int DepositTermYears { get; set; } = 1;

    [Range(1, 10)]
    public int OtherAssetTermYears { get; set; } = 3;

    /// <summary>Longest freeze of the other authorities.</summary>
    public TermsOptions Terms { get; set; } = new();

    /// <summary>The table of DOMAIN 5 (kind, name, freeze, deduct, basis, exception): first content of the register.</summary>
    public string ProtectedKindsFile { get; set; } = "";

    /// <summary>The rules; the words must have been checked.</summary>
    public Rules ToRules(TimeZoneInfo zone, ProtectedKinds kinds) => new()
    {
        ProtectedKinds = kinds,
        DeductWithoutFreeze = Words.Parse<DeductWithoutFreeze>(DeductWithoutFreeze)!.Value,
        PriorityClaim = Words.Parse<PriorityClaimRule>(PriorityClaim)!.Value,
        LateClaim = Words.Parse<LateClaimRule>(LateClaim)!.Value,
        LimitAbovePrincipal = Words.Parse<LimitAbovePrincipal>(LimitAbovePrincipal)!.Value,
        UnknownPayee = Words.Parse<UnknownPayee>(UnknownPayee)!.Value,
        UnknownOfficer = Words.Parse<UnknownOfficer>(UnknownOfficer)!.Value,
        ProtectedAccount = Words.Parse<ProtectedAccountRule>(ProtectedAccount)!.Value,
        Terms = Terms.ToTerms(new Term(DepositTermYears * 12, OtherAssetTermYears * 12)),
        TimeZone = zone,
    };
}

/// <summary>Enum members as words of the configuration: RequireFreeze is require-freeze.</summary>
internal static class Words
{
    public static T? Parse<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word) return value;
        }

        return null;
    }

    public static string Of<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>Accepts the words of an enum.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordAttribute<T>() : ValidationAttribute($"must be {string.Join(" or ", Enum.GetValues<T>().Select(Words.Of))}")
    where T : struct, Enum
{
    public override bool IsValid(object? value) => value is string word && Words.Parse<T>(word) is not null;
}

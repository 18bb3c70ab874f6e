namespace Gateway.Register.Parties;

/// <summary>An ID as it is compared.</summary>
/// <param name="Kind">The courts' code.</param>
/// <param name="Form">What the number really is: a licence may carry a credit code.</param>
/// <param name="Number">The number in its one writing: a citizen's with 18 digits, an organisation code without hyphen.</param>
internal sealed record PartyNumber(string Kind, IdForm Form, string Number)
{
    private const int CreditCodeLength = 18;
    private const int OrganisationCodeStart = 8;
    private const int OrganisationCodeLength = 9;
    private const int OldCitizenLength = 15;
    private const int BirthYearAt = 6;

    /// <summary>GB 11643: factors of the first 17 digits, and the check characters by the sum's rest.</summary>
    private static readonly int[] Factors = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>The organisation code, stated or inside a credit code; empty: it is no company's number of either kind.</summary>
    public string OrganisationCode => Form switch
    {
        IdForm.CreditCode => Number.Substring(OrganisationCodeStart, OrganisationCodeLength),
        IdForm.OrganisationCode => Number,
        _ => "",
    };

    public static PartyNumber Of(string kind, IdForm form, string number)
    {
        var plain = Writing.OfNumber(number);
        var company = form is IdForm.OrganisationCode or IdForm.CreditCode or IdForm.BusinessLicence;
        if (company) plain = plain.Replace("-", "", StringComparison.Ordinal);
        if (company && plain.Length == CreditCodeLength) return new PartyNumber(kind, IdForm.CreditCode, plain);
        if (company && form != IdForm.BusinessLicence && plain.Length == OrganisationCodeLength) return new PartyNumber(kind, IdForm.OrganisationCode, plain);
        if (form == IdForm.IdentityCard) return new PartyNumber(kind, form, NewCitizenNumber(plain));
        return new PartyNumber(kind, IdForm.Text, plain);
    }

    /// <summary>Whether both name the same person or company: citizens by their number, companies by credit code or, where one of the two has none, by organisation code, all else by kind and number.</summary>
    public bool SameAs(PartyNumber other) =>
        Number.Length > 0 && (Form, other.Form) switch
        {
            (IdForm.IdentityCard, IdForm.IdentityCard) => Number == other.Number,
            (IdForm.CreditCode, IdForm.CreditCode) => Number == other.Number,
            (IdForm.CreditCode or IdForm.OrganisationCode, IdForm.CreditCode or IdForm.OrganisationCode) => OrganisationCode == other.OrganisationCode,
            _ => Kind == other.Kind && Form == other.Form && Number == other.Number,
        };

    /// <summary>The 15 digits that a citizen born from 1900 to 1999 had before; empty: none.</summary>
    public string OldCitizenNumber =>
        Form == IdForm.IdentityCard && IsCitizen18(Number) && Number.AsSpan(BirthYearAt, 2) is "19" ? string.Concat(Number.AsSpan(0, BirthYearAt), Number.AsSpan(BirthYearAt + 2, 9)) : "";

    private static string NewCitizenNumber(string plain)
    {
        // 996 to 999 were given to centenarians, who are not born in 19xx.
        if (plain.Length != OldCitizenLength || !plain.All(char.IsAsciiDigit) || plain.AsSpan(12) is "996" or "997" or "998" or "999") return plain;
        var digits = string.Concat(plain.AsSpan(0, BirthYearAt), "19", plain.AsSpan(BirthYearAt));
        return digits + CheckCharacterOf(digits);
    }

    private static bool IsCitizen18(string number) => number.Length == 18 && number.Take(17).All(char.IsAsciiDigit) && number[17] == CheckCharacterOf(number);

    private static char CheckCharacterOf(string number) => CheckCharacters[Factors.Select((factor, i) => factor * (number[i] - '0')).Sum() % 11];
}

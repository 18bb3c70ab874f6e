namespace Gateway.Register.Parties;

/// <summary>How the numbers of a kind of ID are written, and which other writings mean the same.</summary>
public enum IdForm
{
    /// <summary>Any number of its own: passports, old licences.</summary>
    Text,
    /// <summary>The citizen's number 公民身份号码, 18 digits or the 15 of before 1999 (GB 11643).</summary>
    IdentityCard,
    /// <summary>组织机构代码, 8 characters and a check character (GB 11714), with or without the hyphen.</summary>
    OrganisationCode,
    /// <summary>统一社会信用代码, 18 characters (GB 32100), of which 9–17 are the organisation code.</summary>
    CreditCode,
    /// <summary>A business licence's number: of old ones 15 digits, of new ones the credit code.</summary>
    BusinessLicence,
}

/// <summary>A kind of ID.</summary>
/// <param name="Court">ZJLX, as courts code it.</param>
/// <param name="Form">How its numbers are written.</param>
/// <param name="BankCodes">As the bank's core codes it; several where the bank tells apart what courts do not.</param>
public sealed record IdKind(string Court, IdForm Form, IReadOnlyList<string> BankCodes);

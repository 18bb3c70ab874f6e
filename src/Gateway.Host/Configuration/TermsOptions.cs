using System.ComponentModel.DataAnnotations;
using Gateway.Register;

namespace Gateway.Host.Configuration;

/// <summary>Section Rules:Terms: the longest freeze of each kind of authority but the courts, whose years stand beside it.</summary>
internal sealed class TermsOptions
{
    private static readonly Terms Standard = new();

    public TermOptions Police { get; set; } = new(Standard.Police);
    public TermOptions Procuratorate { get; set; } = new(Standard.Procuratorate);
    public TermOptions StateSecurity { get; set; } = new(Standard.StateSecurity);
    public TermOptions Supervision { get; set; } = new(Standard.Supervision);
    public TermOptions Other { get; set; } = new(Standard.Other);

    /// <summary>The terms, with the courts'.</summary>
    public Terms ToTerms(Term court) => new()
    {
        Court = court,
        Police = Police.ToTerm(),
        Procuratorate = Procuratorate.ToTerm(),
        StateSecurity = StateSecurity.ToTerm(),
        Supervision = Supervision.ToTerm(),
        Other = Other.ToTerm(),
    };
}

/// <summary>One kind of authority's terms, in months.</summary>
internal sealed class TermOptions(Term standard)
{
    public TermOptions()
        : this(new Terms().Other)
    {
    }

    [Range(1, 120)]
    public int DepositMonths { get; set; } = standard.DepositMonths;

    [Range(1, 120)]
    public int OtherAssetMonths { get; set; } = standard.OtherAssetMonths;

    public Term ToTerm() => new(DepositMonths, OtherAssetMonths);
}

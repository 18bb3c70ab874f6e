using System.ComponentModel.DataAnnotations;
using Gateway.Sealing;

namespace Gateway.Host.Seals;

/// <summary>Section Sealing: whose seals are believed, and the bank's own.</summary>
internal sealed class SealingOptions
{
    public const string Section = "Sealing";

    /// <summary>Folder with the anchors, intermediates and revocation lists of the courts' seals. Read anew when it changes.</summary>
    [Required]
    public string TrustFolder { get; set; } = "trust";

    /// <summary>Folder with the bank's seal, or with a folder for each of its seals. Read anew when it changes.</summary>
    [Required]
    public string BankSealFolder { get; set; } = "bank-seal";

    /// <summary>How often the folders are looked at. A change is taken when two looks in a row find the same.</summary>
    [Range(1, 3600)]
    public int ReloadSeconds { get; set; } = 5;

    /// <summary>Whether the first seal of a court that has none is entered by itself, if it verifies and bears the court's name.</summary>
    public bool FirstUse { get; set; }

    /// <summary>Where the standards leave a choice.</summary>
    public SealPolicy Policy { get; set; } = new();
}

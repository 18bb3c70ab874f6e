using System.ComponentModel.DataAnnotations;

namespace Gateway.Store.Privacy;

/// <summary>How customers' data lies on the disk (section Privacy). Defaults are listed in this folder's README.</summary>
public sealed class PrivacyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Privacy";

    /// <summary>The words of <see cref="Encryption"/>.</summary>
    public const string On = "on";

    /// <inheritdoc cref="On"/>
    public const string Off = "off";

    /// <summary>on, or off: customers' data is written as it is. A store that was written with it on cannot be opened with it off.</summary>
    public string Encryption { get; set; } = On;

    /// <summary>The file with the data keys, a secret. Empty: a key is made at the first start, in the storage folder; for development only.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>How long it takes at most until every process seals with a key that was added to the file: as long as the file takes to reach each machine, and each process reads it in half of that time.</summary>
    [Range(2, 3600)]
    public int NoticeSeconds { get; set; } = 60;
}

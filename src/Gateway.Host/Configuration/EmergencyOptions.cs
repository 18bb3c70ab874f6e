using System.ComponentModel.DataAnnotations;
using Gateway.Ops.Emergency;

namespace Gateway.Host.Configuration;

/// <summary>Section Emergency (22).</summary>
internal sealed class EmergencyOptions
{
    public const string Section = "Emergency";

    /// <summary>How often each process asks the store for pauses, and a worker for those that are over.</summary>
    [Range(100, 60_000)]
    public int PollMilliseconds { get; set; } = 1000;

    /// <summary>The channel of paper orders: part of their keys, and whose receipts are printed. No channel of the network has this id.</summary>
    [RegularExpression("[^\\s:]{1,50}", ErrorMessage = "must be a short name without white space or colon")]
    public string OfflineChannel { get; set; } = "offline";

    /// <summary>Whom to call.</summary>
    [Contacts]
    public IReadOnlyList<ContactSettings> Contacts { get; set; } = [];

    /// <summary>As the desk of emergencies takes it.</summary>
    internal EmergencyPlan Plan => new(OfflineChannel, [.. Contacts.Select(c => new EmergencyContact(c.Name, c.Duty, c.Phone))]);
}

/// <summary>One person or desk to call in an emergency.</summary>
internal sealed class ContactSettings
{
    public string Name { get; set; } = "";

    /// <summary>What they are responsible for.</summary>
    public string Duty { get; set; } = "";
    public string Phone { get; set; } = "";
}

/// <summary>Accepts contacts that have a name and a phone.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ContactsAttribute() : ValidationAttribute("each contact needs a Name and a Phone")
{
    public override bool IsValid(object? value) => value is IReadOnlyList<ContactSettings> contacts && contacts.All(c => !string.IsNullOrWhiteSpace(c.Name) && !string.IsNullOrWhiteSpace(c.Phone));
}

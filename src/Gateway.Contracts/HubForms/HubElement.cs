namespace Gateway.Contracts.HubForms;

/// <summary>An element of the hub's messages: attributes and children, no text. Names are compared without case: both cases are seen.</summary>
public sealed class HubElement(string name)
{
    readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string> unreadable = new(StringComparer.OrdinalIgnoreCase);
    readonly List<HubElement> children = [];

    public string Name { get; } = name;

    /// <summary>Attributes in the order in which they were written.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> Attributes => values;

    public IReadOnlyList<HubElement> Children => children;

    /// <summary>Names of attributes that are there, but whose values could not be read.</summary>
    public IReadOnlyCollection<string> Unreadable => unreadable.Keys;

    /// <summary>An attribute's value; empty where it is not there, or could not be read.</summary>
    public string this[string attribute] => values.GetValueOrDefault(attribute, "");

    public bool Has(string attribute) => values.ContainsKey(attribute);

    public HubElement Set(string attribute, string value)
    {
        values[attribute] = value;
        return this;
    }

    /// <param name="written">As it stands in the message.</param>
    public void MarkUnreadable(string attribute, string written = "") => unreadable[attribute] = written;

    /// <summary>An attribute's value or, where it could not be read, what is written in its place: for words that are known, as those of a result.</summary>
    public string Written(string attribute) => unreadable.GetValueOrDefault(attribute, this[attribute]);

    public HubElement Add(HubElement child)
    {
        children.Add(child);
        return this;
    }

    /// <summary>Adds a list element; one without entries is written empty, not left out.</summary>
    public HubElement AddList(string list, IEnumerable<HubElement> entries)
    {
        var element = new HubElement(list);
        foreach (var entry in entries) element.Add(entry);
        return Add(element);
    }

    /// <summary>All elements of a name, at any depth, this one among them, in document order.</summary>
    public IEnumerable<HubElement> All(string wanted)
    {
        // Depth is bounded where messages are read.
        if (Is(wanted)) yield return this;
        foreach (var found in children.SelectMany(child => child.All(wanted))) yield return found;
    }

    public bool Is(string wanted) => string.Equals(Name, wanted, StringComparison.OrdinalIgnoreCase);
}

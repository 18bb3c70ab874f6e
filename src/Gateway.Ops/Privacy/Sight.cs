using Gateway.Register;

namespace Gateway.Ops.Privacy;

/// <summary>What a look shows: customers' data as it is, or masked. Only <see cref="Looks"/> gives one that reveals.</summary>
public sealed class Sight
{
    /// <summary>For lists that nobody asked to see unmasked.</summary>
    public static readonly Sight OfMasked = new(revealed: false);

    internal Sight(bool revealed) => Revealed = revealed;

    /// <summary>Whether it is shown as it is.</summary>
    public bool Revealed { get; }

    /// <summary>An account, ID or phone number.</summary>
    public string Number(string number) => Revealed ? number : Masked.Of(number);

    /// <summary>A person's or company's name.</summary>
    public string Name(string name) => Revealed ? name : Masked.Name(name);

    /// <summary>Free text.</summary>
    public string Words(string text) => Revealed ? text : Masked.Words(text);
}

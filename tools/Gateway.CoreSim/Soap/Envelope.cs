using System.Xml.Linq;

namespace Gateway.CoreSim.Soap;

/// <summary>SOAP 1.1 envelopes: one element in the body, whose fields are attributes.</summary>
internal static class Envelope
{
    public const string ContentType = "text/xml";

    static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    static readonly XNamespace Core = "urn:example-bank:core";

    public static XElement Element(string name, params object?[] content) => new(Core + name, content);

    public static string Of(XElement body) => new XElement(Soap + "Envelope", new XElement(Soap + "Body", body)).ToString(SaveOptions.DisableFormatting);

    /// <summary>The body's element.</summary>
    /// <exception cref="System.Xml.XmlException">It is no envelope.</exception>
    public static async Task<XElement> ReadAsync(Stream stream, CancellationToken cancel) =>
        (await XDocument.LoadAsync(stream, LoadOptions.None, cancel)).Root?.Element(Soap + "Body")?.Elements().FirstOrDefault() ?? throw new System.Xml.XmlException("no body");

    public static string Text(this XElement element, string attribute) => (string?)element.Attribute(attribute) ?? "";

    public static IEnumerable<XElement> All(this XElement element, string name) => element.Elements(Core + name);
}

using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Names that GB/T 33190 fixes.</summary>
static class OfdNames
{
    public const string EntryFile = "OFD.xml";

    public static readonly XNamespace Namespace = "http://www.ofdspec.org/2016";
}

using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Names of SVG.</summary>
static class SvgNames
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
}

using System.Text;
using System.Xml;

namespace Gateway.Ingress.HubSoap;

/// <summary>SOAP 1.1, document/literal wrapped, as far as the hub's contract goes: an operation with two strings, and one string or a fault as its answer.</summary>
static class SoapEnvelope
{
    public const string ContentType = "text/xml";

    const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    const string Service = "http://syyh.service.webService.ckw.tdh/";

    /// <summary>The body of a call. The arguments are unqualified.</summary>
    public static byte[] Call(string operation, string arg0, string? arg1)
    {
        using var octets = new MemoryStream();
        using (var writer = XmlWriter.Create(octets, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false }))
        {
            writer.WriteStartElement("soapenv", "Envelope", Soap);
            writer.WriteStartElement("Body", Soap);
            writer.WriteStartElement("syyh", operation, Service);
            writer.WriteElementString("arg0", arg0);
            if (arg1 is not null) writer.WriteElementString("arg1", arg1);
        }

        return octets.ToArray();
    }

    /// <summary>What the body of an answer holds: the text of return, or that of a fault.</summary>
    /// <exception cref="XmlException">It is no envelope, is cut off, has a DTD, or holds neither.</exception>
    public static (string? Return, string? Fault) Read(Stream answer, long maximumCharacters)
    {
        using var reader = XmlReader.Create(answer, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = maximumCharacters, IgnoreComments = true, IgnoreWhitespace = true });
        reader.MoveToContent();
        if (reader.LocalName != "Envelope" || reader.NamespaceURI != Soap) throw new XmlException("no SOAP 1.1 envelope");
        string? returned = null, fault = null;
        var inFault = false;
        while (reader.Read())
        {
            while (reader.NodeType == XmlNodeType.Element)
            {
                if (reader.LocalName == "Fault" && reader.NamespaceURI == Soap) inFault = true;
                if (reader.LocalName == "return" && !inFault) returned = reader.ReadElementContentAsString();
                else if (reader.LocalName == "faultstring" && inFault) fault = reader.ReadElementContentAsString();
                else break;
            }
        }

        // Read to the end first: what is cut off behind the return is cut off all the same.
        return returned is null && fault is null && !inFault ? throw new XmlException("the answer holds neither a return nor a fault") : (returned, inFault ? fault ?? "" : null);
    }
}

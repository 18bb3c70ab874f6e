using System.Net;
using System.Text;
using System.Xml.Linq;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.HubSoap;

namespace Gateway.Ingress.Tests.HubSoap;

/// <summary>A hub that answers each operation as the test says, and remembers what it was asked.</summary>
internal sealed class HubScript : HttpMessageHandler
{
    readonly Dictionary<string, Func<HubElement?, HubElement?>> answers = new(StringComparer.Ordinal);

    string? spoilt;
    bool nothing;

    /// <summary>Operation and the one condition that it was asked by.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>A null answer is HTTP 503.</summary>
    public HubScript On(string operation, Func<HubElement?, HubElement?> answer)
    {
        answers[operation] = answer;
        return this;
    }

    /// <summary>An attribute comes cut in every answer.</summary>
    public HubScript Spoil(string attribute)
    {
        spoilt = attribute;
        return this;
    }

    /// <summary>Every return is empty.</summary>
    public HubScript OnNothing()
    {
        nothing = true;
        return this;
    }

    public SoapHub Hub() => new(new HttpClient(this), new HubSoapConnection(new Uri("http://127.0.0.1:1/hub"), "u", "p", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), 1 << 20));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = XDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).Root!.Elements().Single().Elements().Single();
        var argument = call.Element("arg1") is { } arg1 ? HubXml.Read(HubText.Decode(arg1.Value)!, HubCoding.Base64Gbk) : null;
        lock (Asked) Asked.Add($"{call.Name.LocalName} {string.Concat(argument?.All("condition").SelectMany(c => c.Attributes).Select(a => a.Value) ?? [])}".TrimEnd());
        if (answers[call.Name.LocalName](argument) is not { } answer) return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        var xml = HubXml.Write(answer, HubCoding.Base64Gbk);
        if (spoilt is not null) xml = System.Text.RegularExpressions.Regex.Replace(xml, $"{spoilt}=\"", "$0A");
        var envelope = $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><r><return>{(nothing ? "" : HubText.Encode(xml))}</return></r></s:Body></s:Envelope>";
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(envelope, Encoding.UTF8, "text/xml") };
    }
}

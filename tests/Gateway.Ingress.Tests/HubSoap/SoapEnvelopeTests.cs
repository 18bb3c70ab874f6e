using System.Text;
using System.Xml;
using System.Xml.Linq;
using Gateway.Ingress.HubSoap;

namespace Gateway.Ingress.Tests.HubSoap;

public sealed class SoapEnvelopeTests
{
    static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    static readonly XNamespace Service = "http://syyh.service.webService.ckw.tdh/";

    [TestCase(null, TestName = "A list has one argument")]
    [TestCase("QUFB", TestName = "All else has two")]
    public void A_call_is_wrapped_with_unqualified_arguments(string? arg1)
    {
        var call = XDocument.Parse(Encoding.UTF8.GetString(SoapEnvelope.Call("cxwsInfo", "VVU=", arg1))).Root!.Element(Soap + "Body")!.Element(Service + "cxwsInfo")!;
        Assert.That(call.Elements().Select(e => (e.Name, e.Value)), Is.EqualTo(arg1 is null ? [((XName)"arg0", "VVU=")] : new[] { ((XName)"arg0", "VVU="), ((XName)"arg1", arg1) }));
    }

    const string Begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header/><s:Body>";
    const string End = "</s:Body></s:Envelope>";

    [TestCase(Begin + "<n:xResponse xmlns:n=\"urn:n\"><return>QQ==</return></n:xResponse>" + End, "QQ==", null)]
    [TestCase(Begin + "<n:xResponse xmlns:n=\"urn:n\"><n:return>QQ\n==</n:return></n:xResponse>" + End, "QQ\n==", null)]
    [TestCase(Begin + "<xResponse><return/></xResponse>" + End, "", null)]
    [TestCase(Begin + "<s:Fault><faultcode>s:Server</faultcode><faultstring>坏了</faultstring><detail><return>x</return></detail></s:Fault>" + End, null, "坏了")]
    [TestCase(Begin + "<s:Fault/>" + End, null, "")]
    public void An_answer_is_a_return_or_a_fault(string xml, string? returned, string? fault) =>
        Assert.That(Read(xml), Is.EqualTo((returned, fault)));

    [TestCase("")]
    [TestCase("<html><body>502</body></html>")]
    [TestCase(Begin + "<xResponse/>" + End)]
    [TestCase(Begin + "<xResponse><return>QQ==</return></xResponse></s:Body>", TestName = "Cut behind the return")]
    [TestCase(Begin + "<xResponse><return>QQ=", TestName = "Cut in the return")]
    [TestCase("<!DOCTYPE s [<!ENTITY e \"x\">]>" + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><return>&e;</return></s:Body></s:Envelope>")]
    public void Anything_else_is_no_answer(string xml) => Assert.That(() => Read(xml), Throws.InstanceOf<XmlException>());

    static (string?, string?) Read(string xml) => SoapEnvelope.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), 1 << 20);
}

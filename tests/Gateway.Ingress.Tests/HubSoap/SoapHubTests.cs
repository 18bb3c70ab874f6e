using System.Net;
using System.Text;
using Gateway.Contracts.HubForms;
using Gateway.Ingress.HubSoap;

namespace Gateway.Ingress.Tests.HubSoap;

internal sealed class SoapHubTests
{
    static readonly HubSoapConnection Connection = new(new Uri("http://127.0.0.1:1/hub"), "用户", "密码", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), 1 << 20);

    [Test]
    public async Task A_call_says_who_calls_and_what_is_asked()
    {
        var wire = new Wire(Answer("<wsinfoList/>"));
        await Hub(wire).InquiryWritsAsync("（2026）查1号", default);

        var body = System.Xml.Linq.XDocument.Parse(wire.Sent).Descendants().Where(e => e.Name.LocalName.StartsWith("arg", StringComparison.Ordinal)).Select(e => HubXml.Read(HubText.Decode(e.Value)!, HubCoding.Base64Gbk)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That((wire.ContentType, wire.Action), Is.EqualTo(("text/xml; charset=utf-8", "\"\"")));
            Assert.That((body[0].Name, body[0].Children[0].Name, body[0].Children[0]["username"], body[0].Children[0]["password"]), Is.EqualTo(("usermarker", "condition", "用户", "密码")));
            Assert.That((body[1].Name, body[1].Children[0].Name, body[1].Children[0]["WSBH"]), Is.EqualTo(("wsbhinfo", "condition", "（2026）查1号")));
        });
    }

    [Test]
    public async Task A_list_of_five_thousand_is_read_whole()
    {
        var list = new HubElement("cxqqList");
        for (var i = 0; i < 5000; i++) list.Add(new HubElement("cxqq").Set("BDHM", $"D{i}").Set("XM", "张三"));
        var reply = await Hub(new Wire(Answer(HubXml.Write(list, HubCoding.Base64Gbk)))).ListInquiriesAsync(default);

        Assert.That(reply.Answer?.All("cxqq").Select(c => c["BDHM"]).Distinct().Count(), Is.EqualTo(5000), reply.Detail);
    }

    [Test]
    public async Task Base64_in_lines_is_read()
    {
        var broken = Convert.ToBase64String(Encoding.ASCII.GetBytes("<cxqqList><cxqq BDHM=\"RDE=\n\"/></cxqqList>"), Base64FormattingOptions.InsertLineBreaks);
        var reply = await Hub(new Wire(_ => Xml(Envelope(broken)))).ListInquiriesAsync(default);
        Assert.That(reply.Answer?.Children[0]["BDHM"], Is.EqualTo("D1"));
    }

    static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("refused connection", _ => throw new HttpRequestException(HttpRequestError.ConnectionError), HubFault.NotSent);
        yield return Fault("name not found", _ => throw new HttpRequestException(HttpRequestError.NameResolutionError), HubFault.NotSent);
        yield return Fault("no TLS", _ => throw new HttpRequestException(HttpRequestError.SecureConnectionError), HubFault.NotSent);
        yield return Fault("no connection in time", _ => throw new TaskCanceledException("", new TimeoutException()), HubFault.NotSent);
        yield return Fault("connection cut before the answer", _ => throw new HttpRequestException(HttpRequestError.ResponseEnded), HubFault.NoAnswer);
        yield return Fault("HTTP 500 without SOAP", _ => new HttpResponseMessage(HttpStatusCode.InternalServerError) { Content = new StringContent("<html/>") }, HubFault.Malformed);
        yield return Fault("HTTP 500 with a fault", _ => Xml(Envelope(null), HttpStatusCode.InternalServerError), HubFault.NoAnswer);
        yield return Fault("HTTP 503", _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), HubFault.NoAnswer);
        yield return Fault("a redirect", _ => new HttpResponseMessage(HttpStatusCode.Redirect), HubFault.NoAnswer);
        yield return Fault("cut envelope", _ => Xml(Envelope("QUE=")[..^20]), HubFault.Malformed);
        yield return Fault("a return that is no Base64", _ => Xml(Envelope("Q")), HubFault.Malformed);
        yield return Fault("an empty return", _ => Xml(Envelope("")), HubFault.Empty);
        yield return Fault("cut XML in the return", Answer("<cxqqList><cxqq BDHM=\"RD"), HubFault.Malformed);
        yield return Fault("too long", _ => Xml(new string(' ', 2 << 20)), HubFault.Malformed);
        yield return Fault("the hub's error", Answer($"<cxqqList errorMsg=\"{HubText.Encode("用户无权限")}\"/>"), HubFault.Refused);

        static TestCaseData Fault(string name, Func<HttpRequestMessage, HttpResponseMessage> answer, HubFault fault) => new TestCaseData(answer, fault).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_call_without_an_answer_says_how_far_it_got(Func<HttpRequestMessage, HttpResponseMessage> answer, HubFault fault)
    {
        var reply = await Hub(new Wire(answer)).ListInquiriesAsync(default);
        Assert.That((reply.Fault, reply.Answer, reply.Detail.Length > 0), Is.EqualTo(((HubFault?)fault, (HubElement?)null, true)));
    }

    [Test]
    public async Task An_answer_that_does_not_come_may_have_had_its_effect()
    {
        using var http = new HttpClient(new Silent()) { Timeout = Timeout.InfiniteTimeSpan };
        var reply = await new SoapHub(http, Connection with { Connect = TimeSpan.FromMilliseconds(10), Read = TimeSpan.FromMilliseconds(10) }).ListControlsAsync(default);
        Assert.That(reply.Fault, Is.EqualTo(HubFault.NoAnswer));
    }

    [Test]
    public void A_cancelled_call_is_cancelled()
    {
        using var http = new HttpClient(new Silent()) { Timeout = Timeout.InfiniteTimeSpan };
        Assert.That(async () => await new SoapHub(http, Connection).ListControlsAsync(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("<result><cxjglist><jg bdhm=\"RDE=\" result=\"c3VjY2Vzcw==\"/></cxjglist></result>", HubVerdict.Taken)]
    [TestCase("<result><cxjglist><jg bdhm=\"RDE=\" result=\"ZmFpbA==\"/></cxjglist></result>", HubVerdict.Refused)]
    [TestCase("<result errorMsg=\"1cXI/Q==\"/>", HubVerdict.Refused)]
    [TestCase("<result/>", HubVerdict.Unsaid)]
    [TestCase("<result", HubVerdict.Unsaid)]
    public async Task A_feed_is_what_the_hub_says_of_it(string answer, HubVerdict verdict) =>
        Assert.That((await Hub(new Wire(Answer(answer))).FeedAsync(HubOperation.FeedControl, "D1", new HubElement("kzxxList"), default)).Verdict, Is.EqualTo(verdict));

    [Test]
    public async Task A_feed_that_was_never_sent_is_told_from_one_without_a_word()
    {
        var never = await Hub(new Wire(_ => throw new HttpRequestException(HttpRequestError.ConnectionError))).FeedAsync(HubOperation.Return, "D1", new HubElement("htxxList"), default);
        Assert.That(never.Verdict, Is.EqualTo(HubVerdict.NotSent));
    }

    [Test]
    public void A_password_is_in_no_text() => Assert.That(Connection.ToString(), Does.Not.Contain(Connection.Password));

    static SoapHub Hub(Wire wire) => new(new HttpClient(wire), Connection);

    static Func<HttpRequestMessage, HttpResponseMessage> Answer(string xml) => _ => Xml(Envelope(HubText.Encode(xml)));

    static HttpResponseMessage Xml(string body, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };

    // Without a return: a fault.
    static string Envelope(string? returned) =>
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
        + (returned is null ? "<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault>" : $"<n:r xmlns:n=\"http://syyh.service.webService.ckw.tdh/\"><return>{returned}</return></n:r>")
        + "</s:Body></s:Envelope>";

    sealed class Wire(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public string Sent { get; private set; } = "";

        public string ContentType { get; private set; } = "";

        public string Action { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent = await request.Content!.ReadAsStringAsync(cancellationToken);
            (ContentType, Action) = (request.Content.Headers.ContentType!.ToString(), request.Headers.GetValues("SOAPAction").Single());
            return answer(request);
        }
    }

    sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("never");
        }
    }
}

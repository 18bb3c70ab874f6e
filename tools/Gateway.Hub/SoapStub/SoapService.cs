using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Gateway.Hub.SoapStub;

/// <summary>The hub's SOAP port: user marker, operation, faults on demand.</summary>
internal sealed class SoapService(HubDesk desk, StubFaults faults, string userName, string password)
{
    static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    static readonly XNamespace Service = "http://syyh.service.webService.ckw.tdh/";

    public async Task AnswerAsync(HttpContext context)
    {
        var call = (await XDocument.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted)).Root?.Element(Soap + "Body")?.Elements().FirstOrDefault();
        if (call is null || call.Name.Namespace != Service)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var operation = call.Name.LocalName;
        var fault = faults.Next(operation);
        if (fault is StubFault.CutBefore) context.Abort();
        else if (fault is StubFault.ErrorBefore) context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        else await AnswerAsync(context, operation, fault, Answer(call, fault));
    }

    static async Task AnswerAsync(HttpContext context, string operation, StubFault? fault, XElement answer)
    {
        switch (fault)
        {
            case StubFault.CutAfter:
                context.Abort();
                return;
            case StubFault.ErrorAfter:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case StubFault.SilentAfter:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
        }

        context.Response.ContentType = "text/xml;charset=UTF-8";
        var returned = new XElement("return", fault is StubFault.CutXml ? HubWire.WriteCut(answer) : HubWire.Write(answer, fault is StubFault.DamagedAttribute));
        var envelope = new XElement(Soap + "Envelope", new XElement(Soap + "Body", new XElement(Service + (operation + "Response"), returned)));
        await context.Response.WriteAsync(envelope.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    XElement Answer(XElement call, StubFault? fault)
    {
        if (fault is StubFault.Refused) return new XElement("result", new XAttribute("errorMsg", "系统维护"));
        var marker = HubWire.Read(call.Element("arg0")?.Value ?? "").Element("condition");
        if (marker?.Of("username") != userName || marker.Of("password") != password) return new XElement("result", new XAttribute("errorMsg", "用户名或密码错误"));
        var answer = desk.Handle(call.Name.LocalName, call.Element("arg1") is { } argument ? HubWire.Read(argument.Value) : null);
        if (fault is StubFault.EmptyList) answer.RemoveNodes();
        if (fault is StubFault.TwiceListed) answer.Add(answer.Elements().Select(entry => new XElement(entry)).ToList());
        return answer;
    }
}

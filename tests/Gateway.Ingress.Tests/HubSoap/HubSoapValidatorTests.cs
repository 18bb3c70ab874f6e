using Gateway.Ingress.Courts;
using Gateway.Ingress.HubSoap;

namespace Gateway.Ingress.Tests.HubSoap;

internal sealed class HubSoapValidatorTests
{
    string password = "";

    [SetUp]
    public void Write() => File.WriteAllText(password = Path.GetTempFileName(), "geheim\n");

    [TearDown]
    public void Remove() => File.Delete(password);

    HubSoapSettings Right(string channel = "hub") => new() { Channel = channel, Address = "http://127.0.0.1:1/hub", UserName = "u", PasswordFile = password, Contact = "李", Phone = "010" };

    static IEnumerable<string> Faults(params HubSoapSettings[] hubs)
    {
        var directory = new CourtDirectoryOptions { Channels = [new ChannelSettings { Id = "hub", Door = "hub-soap" }, new ChannelSettings { Id = "zdz" }] };
        return new HubSoapValidator(directory).Validate(null, new HubSoapOptions { HubSoap = hubs }).Failures ?? [];
    }

    [Test]
    public void Settings_that_are_right_have_no_fault()
    {
        Assert.That(Faults(Right()), Is.Empty);
        Assert.That(HubSoapConnection.Of(Right()).Password, Is.EqualTo("geheim"));
    }

    [Test]
    public void Each_wrong_setting_is_named_and_all_at_once() => Assert.That(
        Faults(new HubSoapSettings { Channel = "zdz", Address = "ftp://x", ServerCa = "nowhere", ClientCertificate = "c.pem", ControlPollSeconds = 0, PollMaximumSeconds = 20, FeedRetryMaximumSeconds = 1, Contact = new string('x', 51) }, Right("zdz2"), Right("zdz2"))
            .Select(f => f.Split(" = ")[0]),
        Is.EquivalentTo(new[]
        {
            "HubSoap:0:Channel", "HubSoap:0:Address", "HubSoap:0:UserName", "HubSoap:0:PasswordFile", "HubSoap:0:ServerCa", "HubSoap:0:ClientKey", "HubSoap:0:ControlPollSeconds", "HubSoap:0:PollMaximumSeconds",
            "HubSoap:0:FeedRetryMaximumSeconds", "HubSoap:0:Contact", "HubSoap:0:Phone", "HubSoap:2:Channel", "Channels:0:Door",
        }));
}

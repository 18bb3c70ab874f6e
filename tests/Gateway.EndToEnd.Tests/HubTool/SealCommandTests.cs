using Gateway.EndToEnd.Tests.Support;
using Gateway.Hub.Documents;
using Gateway.Hub.Pki;

namespace Gateway.EndToEnd.Tests.HubTool;

/// <summary>pki init and seal verify, as people and scripts call them.</summary>
internal sealed class SealCommandTests
{
    static readonly DateTimeOffset SealedAt = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    string folder = "";
    string pki = "";

    [OneTimeSetUp]
    public async Task Write()
    {
        folder = Directory.CreateTempSubdirectory("gateway-test-").FullName;
        pki = Path.Combine(folder, "pki");
        Assert.That((await CommandLine.RunAsync("pki", "init", pki, "--courts", "F10=甲市人民法院,F11=乙市人民法院")).Code, Is.Zero);
        var spoiled = new Spoiling { Tamper = [DocumentKind.Ruling, DocumentKind.InquiryList] };
        Save("good", new Spoiling());
        Save("tampered", spoiled);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_folder_that_holds_something_is_not_overwritten()
    {
        var (code, _, errors) = await CommandLine.RunAsync("pki", "init", pki);
        Assert.That((code, errors), Is.EqualTo((2, $"{pki} is not empty\n")));
    }

    [TestCase("good.ofd", null, 0, """{"verdict":"valid","reason":"ok"}""")]
    [TestCase("tampered.ofd", null, 1, """{"verdict":"invalid","reason":"ofd-reference-digest"}""")]
    [TestCase("good.der", "good.txt", 0, """{"verdict":"valid","reason":"ok"}""")]
    [TestCase("good.der", "tampered.txt", 1, """{"verdict":"invalid","reason":"data-hash"}""")]
    public async Task A_verdict_is_one_line_of_json_and_an_exit_code(string file, string? data, int code, string line)
    {
        var result = await VerifyAsync(file, data);
        Assert.That((result.Code, result.Output), Is.EqualTo((code, line + "\n")));
    }

    [Test]
    public async Task The_clock_and_the_settings_can_be_given()
    {
        var before = await VerifyAsync("good.ofd", null, "--at", "2026-11-20T10:00:00+08:00");
        Assert.That(before.Output, Does.Contain("time-in-future"));
        var patient = await VerifyAsync("good.ofd", null, "--at", "2026-11-20T10:00:00+08:00", "--setting", "MaximumClockAheadMinutes=2000");
        Assert.That(patient.Output, Does.Contain("\"valid\""));
    }

    [Test]
    public async Task A_name_that_the_seal_must_state_is_compared()
    {
        Assert.That((await VerifyAsync("good.der", "good.txt", "--name", "inquiry-list.txt")).Code, Is.Zero);
        Assert.That((await VerifyAsync("good.der", "good.txt", "--name", "other.txt")).Output, Does.Contain("property-info"));
    }

    [Test]
    public async Task What_cannot_be_looked_at_has_an_exit_code_of_its_own()
    {
        Assert.That((await VerifyAsync("good.der", null)).Code, Is.EqualTo(2));
        Assert.That((await VerifyAsync("missing.ofd", null)).Code, Is.EqualTo(2));
        Assert.That((await VerifyAsync("good.ofd", null, "--setting", "Lenient=true")).Errors, Does.StartWith("Lenient is no setting; there are AcceptVersion1"));
        Assert.That((await CommandLine.RunAsync("seal", "verify", Path.Combine(folder, "good.ofd"))).Code, Is.EqualTo(2));
    }

    Task<(int Code, string Output, string Errors)> VerifyAsync(string file, string? data, params string[] more)
    {
        string[] arguments = ["seal", "verify", "--trust", Path.Combine(pki, "ca.cer"), Path.Combine(folder, file), .. more];
        return CommandLine.RunAsync(data is null ? arguments : [.. arguments, "--data", Path.Combine(folder, data)]);
    }

    void Save(string name, Spoiling spoiling)
    {
        var keys = DevelopmentPki.Load(pki);
        var defaults = new OrderDefaults { Courts = keys.Courts, Today = () => BankTime.DayOf(SealedAt) };
        var documents = new CourtDocuments(keys.SealOf, DevelopmentPki.BankName, DocumentFill.None);
        Document Make(OrderForm form, DocumentKind kind) =>
            documents.Attach(OrderMessages.Make(defaults.Fill(form), "甲市人民法院", SealedAt), SealedAt, spoiling).Documents.Single(d => d.Kind == kind);
        var ruling = Make(Desk.Freeze("O1", "6222001", "1.00"), DocumentKind.Ruling);
        var list = Make(new OrderForm { Verb = OrderVerb.Inquire, Order = "Q1" }, DocumentKind.InquiryList);
        File.WriteAllBytes(Path.Combine(folder, name + ".ofd"), ruling.Content.ToByteArray());
        File.WriteAllBytes(Path.Combine(folder, name + ".txt"), list.Content.ToByteArray());
        File.WriteAllBytes(Path.Combine(folder, name + ".der"), list.DetachedSeal.ToByteArray());
    }
}

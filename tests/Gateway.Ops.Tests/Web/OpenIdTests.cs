using System.Net;
using System.Text.Json.Nodes;
using Gateway.Ops.Web;
using Gateway.Ops.Web.OpenId;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Ops.Tests.Web;

/// <summary>Whom an issuer's word lets in, and whom not.</summary>
internal sealed class OpenIdTests : IDisposable
{
    const string Callback = "https://console.example/session/openid/callback";
    static readonly OpenIdAttempt Attempt = new("s", "n", "v", "/orders");

    FakeIssuer fake = null!;
    OpenIdOptions options = null!;

    [SetUp]
    public void Open()
    {
        fake = new FakeIssuer();
        options = new OpenIdOptions { Authority = FakeIssuer.Address, ClientId = "console", Roles = [Role("bank-op", "operator"), Role("bank-check", "checker"), Role("also-op", "Operator")] };
    }

    [TearDown]
    public void Dispose() => fake.Dispose();

    [Test]
    public async Task Who_signs_in_is_sent_to_the_issuer_with_a_challenge_and_comes_back_as_a_person_with_one_role()
    {
        using var issuer = new OpenIdIssuer(options, fake);
        var address = new Uri((await issuer.SignInAddressAsync(Attempt, Callback, default))!);
        Assert.That(address.AbsoluteUri, Does.StartWith(FakeIssuer.Address + "/authorize?"));
        Assert.That(address.Query, Does.Contain("response_type=code").And.Contain("code_challenge_method=S256").And.Contain($"code_challenge={Attempt.Challenge}").And.Contain("nonce=n").And.Contain("state=s"));

        var (person, fault, _) = await issuer.RedeemAsync("c", Attempt, Callback, default);
        Assert.That((person?.Name, person?.Role, fault), Is.EqualTo(("李四", (StaffRole?)StaffRole.Operator, (OpenIdFault?)null)));
        Assert.That(fake.TokenForm, Does.Contain("code=c").And.Contain("code_verifier=v").And.Contain("client_id=console"));
        Assert.That(await issuer.SignOutAddressAsync(person!.IdToken, "https://console.example/sign-in", default), Does.StartWith(FakeIssuer.Address + "/end?id_token_hint=").And.Contain("post_logout_redirect_uri="));
    }

    [Test]
    public async Task A_client_with_a_secret_shows_it_to_the_issuer_alone()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "s3cret/+\n");
            options.ClientSecretFile = file;
            using var issuer = new OpenIdIssuer(options, fake);
            await issuer.RedeemAsync("c", Attempt, Callback, default);
            Assert.That(fake.TokenAuthorization, Is.EqualTo($"Basic {Convert.ToBase64String("console:s3cret%2F%2B"u8)}"));
            Assert.That(fake.TokenForm, Does.Not.Contain("cret").And.Not.Contain("client_id"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    static readonly TestCaseData[] Refused =
    [
        Case("An_issuer_that_is_away", f => f.Away = true, OpenIdFault.IssuerAway),
        Case("An_issuer_that_calls_itself_otherwise", f => f.Published = "https://other.example", OpenIdFault.Unsound),
        Case("A_code_that_it_does_not_take", f => f.TokenStatus = HttpStatusCode.BadRequest, OpenIdFault.Unsound),
        Case("A_token_of_another_key", f => f.SignedByAnother = true, OpenIdFault.Unsound),
        Case("A_token_without_a_signature", f => f.Unsigned = true, OpenIdFault.Unsound),
        Case("A_token_of_another_issuer", f => f.Claims["iss"] = "https://other.example", OpenIdFault.Unsound),
        Case("A_token_for_another_client", f => f.Claims["aud"] = "other", OpenIdFault.Unsound),
        Case("A_token_that_another_party_asked_for", f => f.Claims["azp"] = "other", OpenIdFault.Unsound),
        Case("A_token_that_has_expired", f => f.Claims["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds(), OpenIdFault.Unsound),
        Case("A_token_of_another_sign_in", f => f.Claims["nonce"] = "other", OpenIdFault.Unsound),
        Case("A_token_without_nonce", f => f.Claims.Remove("nonce"), OpenIdFault.Unsound),
        Case("A_person_without_name", f => f.Claims.Remove("preferred_username"), OpenIdFault.NoName),
        Case("A_name_with_a_line_end", f => f.Claims["preferred_username"] = "李四\nadmin", OpenIdFault.NoName),
        Case("A_person_without_roles", f => f.Claims.Remove("roles"), OpenIdFault.NoRole),
        Case("A_role_that_means_nothing_here", f => f.Claims["roles"] = new JsonArray("cook"), OpenIdFault.NoRole),
        Case("A_person_who_would_make_and_check", f => f.Claims["roles"] = new JsonArray("bank-op", "bank-check"), OpenIdFault.SeveralRoles),
    ];

    [TestCaseSource(nameof(Refused))]
    public async Task Is_refused(Action<FakeIssuer> wrong, OpenIdFault expected)
    {
        wrong(fake);
        using var issuer = new OpenIdIssuer(options, fake);
        var (person, fault, _) = await issuer.RedeemAsync("c", Attempt, Callback, default);
        Assert.That((person, fault), Is.EqualTo(((OpenIdPerson?)null, (OpenIdFault?)expected)));
    }

    [TestCase("roles", """{"roles":"bank-check"}""", StaffRole.Checker, TestName = "One_role_as_a_text")]
    [TestCase("roles", """{"roles":["x","bank-op","also-op"]}""", StaffRole.Operator, TestName = "Two_values_that_mean_one_role")]
    [TestCase("realm_access.roles", """{"realm_access":{"roles":["bank-check"]}}""", StaffRole.Checker, TestName = "Roles_within_another_claim")]
    [TestCase("https://bank/roles.v1", """{"https://bank/roles.v1":["bank-op"]}""", StaffRole.Operator, TestName = "A_claim_with_dots_in_its_name")]
    public void Roles_are_found_in(string claim, string payload, StaffRole expected)
    {
        options.RoleClaim = claim;
        var claims = JsonNode.Parse(payload)!.AsObject();
        claims["preferred_username"] = "李四";
        using var json = System.Text.Json.JsonDocument.Parse(claims.ToJsonString());
        Assert.That(OpenIdPerson.Of(json.RootElement, "t", options).Person?.Role, Is.EqualTo(expected));
    }

    [Test]
    public void Everything_wrong_with_the_settings_is_said_at_once()
    {
        var wrong = new OpenIdOptions
        {
            Authority = "http://issuer.example", ClientSecretFile = "/nowhere/secret", Scopes = "profile", NameClaim = "", RoleClaim = "", Address = "https://console.example/path",
            Roles = [Role("a", "operator"), Role("a", "checker"), Role("", "king")],
        };
        var faults = OpenIdSettings.Faults(wrong).Select(f => f.Split(" = ")[0].Replace("Console:OpenId:", "", StringComparison.Ordinal)).ToList();
        Assert.That(faults, Is.EqualTo(new[] { "Authority", "ClientId", "ClientSecretFile", "Scopes", "NameClaim", "RoleClaim", "Address", "Roles:1:Value", "Roles:2:Value", "Roles:2:Role" }));
        Assert.That(OpenIdSettings.Faults(new OpenIdOptions { ClientId = "console" }).Single(), Does.StartWith("Console:OpenId:Authority = "));
        Assert.That(OpenIdSettings.Faults(new OpenIdOptions()), Is.Empty);
        Assert.That(OpenIdSettings.Faults(options), Is.Empty);
        Assert.That(new ConsoleOptionsValidator().Validate(null, new ConsoleOptions { Key = "k", OpenId = wrong }).Failures, Has.Exactly(11).Items);
    }

    [Test]
    public void A_sign_in_is_ended_only_by_the_browser_that_began_it_and_under_its_own_state()
    {
        var keys = new EphemeralDataProtectionProvider();
        var attempt = OpenIdAttempt.New("/orders");
        var cookie = attempt.Seal(keys);
        Assert.That(OpenIdAttempt.Open(keys, cookie, attempt.State), Is.EqualTo(attempt));
        Assert.That(OpenIdAttempt.Open(keys, cookie, "another"), Is.Null);
        Assert.That(OpenIdAttempt.Open(keys, cookie + "x", attempt.State), Is.Null);
        Assert.That(OpenIdAttempt.Open(keys, null, attempt.State), Is.Null);
        Assert.That(OpenIdAttempt.Open(new EphemeralDataProtectionProvider(), cookie, attempt.State), Is.Null, "another process'");
    }

    static OpenIdRole Role(string value, string role) => new() { Value = value, Role = role };

    static TestCaseData Case(string name, Action<FakeIssuer> wrong, OpenIdFault fault) => new TestCaseData(wrong, fault).SetName(name + "_is_refused");
}

using System.Net;
using Gateway.Ops.Health;

namespace Gateway.Ops.Tests;

[TestFixture]
public sealed class HealthTests
{
    [Test]
    public async Task A_process_that_answers_is_live_whatever_else_is_away()
    {
        await using var ops = await OpsUnderTest.OpenAsync(Check("core", "does not answer"));

        Assert.That((await ops.GetAsync("/health/live")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task It_is_ready_when_every_part_is()
    {
        await using var ops = await OpsUnderTest.OpenAsync(Check("store", null), Check("core", null));

        var (status, body) = await ops.GetAsync("/health/ready");

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(body.GetProperty("checks").GetProperty("core").GetString(), Is.EqualTo("ok"));
    }

    [Test]
    public async Task What_is_not_ready_is_named_with_its_problem()
    {
        await using var ops = await OpsUnderTest.OpenAsync(Check("store", null), Check("core", "does not answer"));

        var (status, body) = await ops.GetAsync("/health/ready");

        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(body.GetProperty("status").GetString(), Is.EqualTo("not ready"));
        Assert.That(body.GetProperty("checks").GetProperty("store").GetString(), Is.EqualTo("ok"));
        Assert.That(body.GetProperty("checks").GetProperty("core").GetString(), Is.EqualTo("does not answer"));
    }

    [Test]
    public async Task What_a_load_balancer_leaves_out_is_shown_and_does_not_count()
    {
        await using var ops = await OpsUnderTest.OpenAsync(Check("store", null), Check("bus", "no broker answers"), Check("core", "does not answer"));

        var (both, body) = await ops.GetAsync("/health/ready?exclude=core,bus");
        var (one, _) = await ops.GetAsync("/health/ready?exclude=core");

        Assert.That((both, one), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable)));
        Assert.That(body.GetProperty("checks").GetProperty("core").GetString(), Is.EqualTo("does not answer"));
    }

    [Test]
    public async Task A_check_that_breaks_means_not_ready_and_tells_no_secrets()
    {
        await using var ops = await OpsUnderTest.OpenAsync(new ReadinessCheck("store", _ => throw new IOException("/secret/path is broken")));

        var (status, body) = await ops.GetAsync("/health/ready");

        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(body.GetProperty("checks").GetProperty("store").GetString(), Is.EqualTo("IOException"));
    }

    private static ReadinessCheck Check(string name, string? problem) => new(name, _ => Task.FromResult(problem));
}

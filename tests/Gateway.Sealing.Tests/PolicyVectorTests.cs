namespace Gateway.Sealing.Tests;

/// <summary>The cases that a setting decides: by default, and with the setting the other way.</summary>
public sealed class PolicyVectorTests
{
    const int TenYears = 10 * 365 * 24 * 60;

    static readonly SealPolicy Default = new();

    static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("x09", Default, "critical-extension");
        yield return Case("x09", Default with { RefuseUnknownCriticalExtensions = false }, "ok");
        yield return Case("x01", Default, "ok");
        yield return Case("x01", Default with { RefuseUnreadableTimestamps = true }, "timestamp");
        yield return Case("x02", Default, "seal-signature");
        yield return Case("x02", Default with { AcceptMakerSignatureOverTriple = true }, "ok");
        yield return Case("x03", Default, "tbs-version");
        yield return Case("x03", Default with { AcceptVersion5 = true }, "ok");
        yield return Case("x04", Default, "sig-encoding");
        yield return Case("x04", Default with { AcceptRawSignatureValues = true }, "ok");
        yield return Case("x05", Default, "ok");
        yield return Case("x05", Default with { AllowedMakers = Only("maker") }, "maker-not-allowed");
        yield return Case("p01", Default with { AllowedMakers = Only("maker") }, "ok");
        yield return Case("x06", Default, "ok");
        yield return Case("x06", Default, "property-info", "doc.txt");
        yield return Case("x06", Default with { BindPropertyInfo = false }, "ok", "doc.txt");
        yield return Case("p01", Default, "ok", "doc.txt");
        yield return Case("x07", Default, "time-in-future");
        yield return Case("x07", Default with { MaximumClockAheadMinutes = TenYears }, "ok");
        yield return Case("x08", Default, "ok");
        yield return Case("x08", Default with { RequireMakerValidAtSigningTime = true }, "maker-cert-expired");
        yield return Case("n16", Default with { AcceptVersion1 = true }, "ok");
        yield return Case("g08", Default, "content-form");
        yield return Case("g08", Default with { AcceptDocumentAsContent = true }, "ok");
        yield return Case("o07", Default, "ok");
        yield return Case("o07", Default with { RequireOfdSchemaElements = true }, "schema");
        yield return Case("o04", Default with { RequireOfdSchemaElements = true }, "ok");
        yield return Case("m07", Default, "ofd-uncovered-file");
        yield return Case("m07", Default with { RefuseUnreferencedUncoveredFiles = false }, "ok");
        yield return Case("m10", Default with { AcceptVersion1 = true, MaximumClockAheadMinutes = TenYears }, "ok"); // sealed in 2026
        yield return Case("m20", Default with { BindPropertyInfo = false }, "ok");
    }

    [TestCaseSource(nameof(Cases))]
    public string A_setting_decides_the_open_points(Vector vector, SealPolicy policy, string? fileName) =>
        Vectors.Verify(vector, policy, fileName).Code;

    [Test]
    public void Every_policy_vector_is_among_the_cases()
    {
        var covered = Cases().Select(test => ((Vector)test.Arguments[0]!).Name).ToHashSet();

        Assert.That(Vectors.All.Where(vector => vector.Expect == "policy").Select(vector => vector.Name), Is.SubsetOf(covered));
    }

    static TestCaseData Case(string name, SealPolicy policy, string code, string? fileName = null) =>
        new TestCaseData(Vectors.Named(name + "-"), policy, fileName).Returns(code).SetArgDisplayNames(name, code);

    static HashSet<string> Only(string maker) => [Sm3.HexHash(Vectors.Certificate(maker))];
}

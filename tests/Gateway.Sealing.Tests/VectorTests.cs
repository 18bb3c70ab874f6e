namespace Gateway.Sealing.Tests;

/// <summary>All cases that no setting decides, through the public face.</summary>
public sealed class VectorTests
{
    static IEnumerable<Vector> Decided => Vectors.All.Where(vector => vector.Expect != "policy");

    [TestCaseSource(nameof(Decided))]
    public void Every_vector_gets_the_verdict_and_reason_that_it_names(Vector vector)
    {
        var verdict = Vectors.Verify(vector);

        Assert.That(verdict.Code, Is.EqualTo(vector.Reason));
        Assert.That(verdict.IsValid, Is.EqualTo(vector.Expect == "valid"));
    }
}

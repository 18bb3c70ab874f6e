using Gateway.Host.Configuration;
using Gateway.Register.Accounts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Host.Tests;

[TestFixture]
public sealed class ProtectedKindsFileTests
{
    [Test]
    public void A_file_that_has_become_faulty_changes_nothing_and_a_mended_one_is_taken()
    {
        var file = Path.GetTempFileName();
        try
        {
            var kinds = new ProtectedKinds(ProtectedKinds.Shipped);
            using var reader = new ProtectedKindsFile(kinds, Options.Create(new RulesOptions { ProtectedKindsFile = file }), TimeProvider.System, NullLogger<ProtectedKindsFile>.Instance);
            File.WriteAllText(file, "[ { \"kind\": ");
            Assert.That(reader.Reload(), Is.False);
            Assert.That(kinds.All, Is.EqualTo(ProtectedKinds.Shipped));

            File.WriteAllText(file, """[ { "kind": "GENERAL", "freeze": true, "deduct": true } ]""");
            Assert.That(reader.Reload(), Is.True);
            Assert.That(kinds.All.Single().Nature, Is.EqualTo("GENERAL"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

using Gateway.Contracts.Fields;
using Google.Protobuf.Reflection;

namespace Gateway.Contracts.Tests.Fields;

public sealed class FieldTableTests
{
    [Test]
    public void Every_text_of_an_order_has_a_rule_and_every_rule_a_text()
    {
        var texts = V1.OrderReflection.Descriptor.MessageTypes.SelectMany(m => m.Fields.InDeclarationOrder()).Where(f => f.FieldType == FieldType.String).Select(f => f.FullName);

        Assert.That(FieldTable.All.Keys, Is.EquivalentTo(texts));
    }

    [Test]
    public void The_contract_states_the_lengths_that_are_enforced()
    {
        var contract = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "order.proto"));

        foreach (var (name, rule) in FieldTable.All.Where(r => r.Value.Form is FieldForm.Text or FieldForm.Code or FieldForm.KeyPart))
        {
            var field = name.Split('.')[^1];
            var message = contract[contract.IndexOf($"message {name.Split('.')[^2]} {{", StringComparison.Ordinal)..];
            var line = message[message.IndexOf($"string {field} =", StringComparison.Ordinal)..].Split('\n')[0];
            Assert.That(line, Does.Match($@"\b{rule.MaximumLength}\b"), $"{name}: {line}");
        }
    }
}

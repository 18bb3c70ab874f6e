using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Store.Relational;

namespace Gateway.Store.Tests.Relational;

[TestFixture]
public sealed class StoreJsonTests
{
    static IEnumerable<Type> Instructions =>
        typeof(CoreInstruction).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CoreInstruction)) && !t.IsAbstract);

    [TestCaseSource(nameof(Instructions))]
    public void Every_core_instruction_has_a_name_in_the_column(Type instruction)
    {
        var empty = (CoreInstruction)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(instruction);

        Assert.That(StoreJson.Read<CoreInstruction>(StoreJson.Write(empty)), Is.TypeOf(instruction));
    }

    [Test]
    public void Columns_keep_their_form()
    {
        var decision = new Decision { Refusal = Register.Reason.SealExpired, Instructions = [new RemoveHold(new RegisterKey("6001", "01"), "冻")] };
        var json = StoreJson.Write(decision);

        Assert.That(json, Does.StartWith("""{"Refusal":"SealExpired","RouteTo":null,"Instructions":[{"$do":"remove-hold","HoldId":"冻","Register":{"Account":"6001","SubAccount":"01"}}]"""));
    }
}

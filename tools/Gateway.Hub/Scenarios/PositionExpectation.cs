using System.Globalization;
using Gateway.Hub.Json;
using Gateway.Hub.Processes;

namespace Gateway.Hub.Scenarios;

/// <summary>What a check expects of a register. <c>freezes</c> lists every live freeze in rank order; <c>claims</c> only those that it names, or none.</summary>
internal sealed class PositionExpectation
{
    static readonly FieldTable<AccountPosition> Table = new FieldTable<AccountPosition>()
        .Text("currency", p => p.Currency)
        .Text("balance", p => p.Balance)
        .Text("available", p => p.Available)
        .Text("held", p => p.Held);

    static readonly FieldTable<FreezePosition> FreezeTable = new FieldTable<FreezePosition>()
        .Text("order", Name)
        .Text("documentNo", f => f.DocumentNo)
        .Text("authority", f => f.Authority)
        .Text("requested", f => f.Requested)
        .Text("actual", f => f.Actual)
        .Text("end", f => f.To)
        .Count("rank", f => f.Rank);

    static readonly FieldTable<ClaimPosition> ClaimTable = new FieldTable<ClaimPosition>()
        .Text("kind", c => c.Kind)
        .Text("holder", c => c.Holder)
        .Text("take", c => c.Take);

    readonly Expectation<AccountPosition> fields;
    readonly List<Expectation<FreezePosition>>? freezes;
    readonly List<(string Id, Expectation<ClaimPosition> Fields)>? claims;

    /// <summary>Reads and ends an <c>expect</c> object.</summary>
    public PositionExpectation(StrictObject expect)
    {
        fields = Table.Read(expect);
        if (expect.Has("freezes")) freezes = [.. expect.Objects("freezes").Select(ReadFreeze)];
        if (expect.Has("claims")) claims = [.. expect.Objects("claims").Select(ReadClaim)];
        expect.End();
    }

    /// <summary>The first field that differs; null: all are as expected.</summary>
    public Mismatch? Compare(AccountPosition actual) => fields.Compare(actual) ?? CompareFreezes(actual.Freezes) ?? CompareClaims(actual.Claims);

    Mismatch? CompareFreezes(IReadOnlyList<FreezePosition> actual)
    {
        if (freezes is null) return null;
        if (freezes.Count != actual.Count)
            return new Mismatch("freezes", Text(freezes.Count), $"{actual.Count} ({string.Join(", ", actual.Select(Name))})");
        return freezes.Select((f, i) => f.Compare(actual[i], $"freezes[{i}].")).FirstOrDefault(m => m is not null);
    }

    Mismatch? CompareClaims(IReadOnlyList<ClaimPosition> actual)
    {
        if (claims is { Count: 0 } && actual.Count > 0) return new Mismatch("claims", "none", string.Join(", ", actual.Select(c => c.Id)));
        return (claims ?? []).Select((c, i) => CompareClaim(actual, c, i)).FirstOrDefault(m => m is not null);
    }

    static Mismatch? CompareClaim(IReadOnlyList<ClaimPosition> actual, (string Id, Expectation<ClaimPosition> Fields) expected, int index) =>
        actual.FirstOrDefault(c => c.Id == expected.Id) is { } claim
            ? expected.Fields.Compare(claim, $"claims[{index}].")
            : new Mismatch($"claims[{index}].id", expected.Id, "no such claim");

    // Another authority's freeze has no order here and goes by its document's number.
    static string Name(FreezePosition freeze) => freeze.OrderNo.Length > 0 ? freeze.OrderNo : freeze.DocumentNo;

    static Expectation<FreezePosition> ReadFreeze(StrictObject o)
    {
        var expected = FreezeTable.Read(o);
        o.End();
        return expected;
    }

    static (string, Expectation<ClaimPosition>) ReadClaim(StrictObject o)
    {
        var claim = (o.RequiredText("id"), ClaimTable.Read(o));
        o.End();
        return claim;
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

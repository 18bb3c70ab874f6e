using System.Globalization;
using Gateway.Hub.Json;

namespace Gateway.Hub.Scenarios;

/// <summary>One field that may be expected of a T: how to read it from a file, and how to read it off an answer. Both as text.</summary>
internal sealed record ExpectedField<T>(string Name, Func<StrictObject, string> FromFile, Func<T, string> FromAnswer);

/// <summary>All fields that may be expected of a T. One table serves the reading of files and the comparing of answers, so that no name is known to only one.</summary>
internal sealed class FieldTable<T>
{
    readonly List<ExpectedField<T>> fields = [];

    /// <summary>A text; money, days and codes are texts too.</summary>
    public FieldTable<T> Text(string name, Func<T, string> read) => Add(name, o => o.Text(name)!, read);

    /// <summary>A whole number.</summary>
    public FieldTable<T> Count(string name, Func<T, int> read) => Add(name, o => Number(o.Count(name)!.Value), t => Number(read(t)));

    /// <summary>A yes or no.</summary>
    public FieldTable<T> Flag(string name, Func<T, bool> read) => Add(name, o => Word(o.Flag(name)), t => Word(read(t)));

    /// <summary>The table's fields that an object names, in the table's order.</summary>
    public Expectation<T> Read(StrictObject o) => new([.. fields.Where(f => o.Has(f.Name)).Select(f => (f, f.FromFile(o)))]);

    FieldTable<T> Add(string name, Func<StrictObject, string> fromFile, Func<T, string> fromAnswer)
    {
        fields.Add(new ExpectedField<T>(name, fromFile, fromAnswer));
        return this;
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Word(bool flag) => flag ? "true" : "false";
}

/// <summary>What a step expects of a T: only what it names is compared.</summary>
internal sealed class Expectation<T>(IReadOnlyList<(ExpectedField<T> Field, string Text)> expected)
{
    /// <summary>What is expected of a field; null: nothing.</summary>
    public string? Of(string field) => expected.Where(e => e.Field.Name == field).Select(e => e.Text).FirstOrDefault();

    /// <summary>The first field that differs; null: all are as expected.</summary>
    /// <param name="actual">What came.</param>
    /// <param name="prefix">Stands before the field's name, e.g. <c>freezes[0].</c>.</param>
    public Mismatch? Compare(T actual, string prefix = "") => expected
        .Where(e => e.Field.FromAnswer(actual) != e.Text)
        .Select(e => new Mismatch(prefix + e.Field.Name, Shown(e.Text), Shown(e.Field.FromAnswer(actual))))
        .FirstOrDefault();

    static string Shown(string text) => text.Length == 0 ? "\"\"" : text;
}

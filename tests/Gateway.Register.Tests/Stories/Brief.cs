namespace Gateway.Register.Tests.Stories;

/// <summary>Records in few words: only what is not as usual.</summary>
internal static class Brief
{
    public static string Of<T>(T record, T usual)
        where T : notnull
    {
        var said = typeof(T).GetProperties()
            .Where(p => !p.PropertyType.IsAssignableTo(typeof(Type)) && p.CanWrite)
            .Select(p => (p.Name, Value: Text(p.GetValue(record)), Usual: Text(p.GetValue(usual))))
            .Where(p => p.Value != p.Usual)
            .Select(p => $"{p.Name} = {p.Value}");
        var name = record is Step step ? step.Deed.ToString() : typeof(T).Name;
        return $"{name} {{ {string.Join(", ", said)} }}";
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateOnly day => day.ToString("yyyy-MM-dd"),
        IEnumerable<int?> shares => $"[{string.Join(", ", shares.Select(s => s?.ToString() ?? "null"))}]",
        _ => value.ToString()!,
    };
}

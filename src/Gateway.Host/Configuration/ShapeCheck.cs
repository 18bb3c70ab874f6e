using System.Globalization;

namespace Gateway.Host.Configuration;

/// <summary>
/// Finds settings that no options class has, and values that do not parse, before anything is bound: a misspelt setting must not mean its default,
/// and one bad value must not hide the others.
/// </summary>
internal static class ShapeCheck
{
    /// <summary>The faults of a section, each with the key under which it stands.</summary>
    public static IEnumerable<(string Key, string Fault)> Check(IConfigurationSection section, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (ElementOf(target) is { } element) return CheckList(section, element);
        if (target.IsGenericType && target.GetGenericTypeDefinition() == typeof(Dictionary<,>)) return section.GetChildren().SelectMany(child => Check(child, target.GetGenericArguments()[1]));
        if (target != typeof(string) && target.IsClass) return CheckObject(section, target);
        return Text(section, target);
    }

    private static IEnumerable<(string, string)> CheckObject(IConfigurationSection section, Type type)
    {
        if (!string.IsNullOrEmpty(section.Value)) yield return Fault(section, "must have settings of its own");
        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperties().FirstOrDefault(p => string.Equals(p.Name, child.Key, StringComparison.OrdinalIgnoreCase) && p.CanWrite);
            if (property is null) yield return Fault(child, $"no such setting; {section.Path} has {string.Join(", ", type.GetProperties().Where(p => p.CanWrite).Select(p => p.Name))}");
            else foreach (var fault in Check(child, property.PropertyType)) yield return fault;
        }
    }

    private static IEnumerable<(string, string)> CheckList(IConfigurationSection section, Type element)
    {
        if (!string.IsNullOrEmpty(section.Value)) yield return Fault(section, "must be a list");
        foreach (var child in section.GetChildren())
        {
            if (!int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)) yield return Fault(child, "must be an entry of a list, numbered from 0");
            else foreach (var fault in Check(child, element)) yield return fault;
        }
    }

    private static IEnumerable<(string, string)> Text(IConfigurationSection section, Type type)
    {
        if (section.GetChildren().Any()) yield return Fault(section, "must be a single value");
        else if (section.Value is { } value && Expectation(value, type) is { } expectation) yield return Fault(section, expectation);
    }

    private static string? Expectation(string value, Type type) =>
        type == typeof(int) ? int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "must be a whole number"
        : type == typeof(long) ? long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "must be a whole number"
        : type == typeof(bool) ? bool.TryParse(value, out _) ? null : "must be true or false"
        : null;

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var list && (list == typeof(IReadOnlyList<>) || list == typeof(IReadOnlySet<>) || list == typeof(IList<>) || list == typeof(List<>)) ? type.GetGenericArguments()[0] : null;

    private static (string, string) Fault(IConfigurationSection at, string reason) => (at.Path, $"{at.Path} = {at.Value}: {reason}");
}

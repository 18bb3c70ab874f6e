using System.Globalization;
using System.Reflection;
using Gateway.Sealing;

namespace Gateway.Hub.Commands;

/// <summary>A seal policy from NAME=VALUE texts.</summary>
internal static class SealPolicyText
{
    /// <summary>The default policy with these settings.</summary>
    /// <exception cref="InvalidDataException">A name or value is wrong; the message lists the names.</exception>
    public static SealPolicy Apply(IEnumerable<string> settings)
    {
        var policy = new SealPolicy();
        foreach (var setting in settings)
        {
            var (name, value) = setting.Split('=', 2) is [var n, var v] ? (n, v) : throw new InvalidDataException($"{setting}: NAME=VALUE is expected");
            var property = typeof(SealPolicy).GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
                ?? throw new InvalidDataException($"{name} is no setting; there are {string.Join(", ", typeof(SealPolicy).GetProperties().Select(p => p.Name))}");
            property.SetValue(policy, Parse(property, value));
        }

        return policy;
    }

    static object Parse(PropertyInfo property, string value)
    {
        if (property.PropertyType == typeof(bool) && bool.TryParse(value, out var flag)) return flag;
        if (property.PropertyType == typeof(int) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        if (property.PropertyType.IsAssignableFrom(typeof(HashSet<string>))) return value.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        throw new InvalidDataException($"{property.Name}: {value} is not understood");
    }
}

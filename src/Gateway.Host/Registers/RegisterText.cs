using Gateway.Ops.Privacy;
using Gateway.Ops.Registers;
using Gateway.Store.Registers;

namespace Gateway.Host.Registers;

/// <summary>Changes of registers as people read them.</summary>
internal static class RegisterText
{
    /// <summary>One entry's change, before and after.</summary>
    public static string Of(RegisterItem item, Sight sight)
    {
        var schema = RegisterSchema.Of(item.Kind);
        var what = item.After is null ? "end" : item.Before is null ? "new" : "change";
        var columns = schema.Columns.Where(c => item.Before?[c.Name] != item.After?[c.Name] && ((item.Before?[c.Name] ?? "").Length > 0 || (item.After?[c.Name] ?? "").Length > 0))
            .Select(c => item.Before is null ? $"{c.Name}={item.After!.Text(c.Name, sight)}" : item.After is null ? $"{c.Name}={item.Before.Text(c.Name, sight)}" : $"{c.Name}: {Or(item.Before.Text(c.Name, sight))} -> {Or(item.After.Text(c.Name, sight))}");
        return $"{what} {schema.Word} {item.Key}: {string.Join(", ", columns)}";
    }

    private static string Or(string text) => text.Length == 0 ? "(nothing)" : text;
}

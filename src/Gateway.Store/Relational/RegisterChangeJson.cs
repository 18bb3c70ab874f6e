using Gateway.Store.Registers;
using Gateway.Store.TakeOver;

namespace Gateway.Store.Relational;

/// <summary>Changes of registers, and what is taken over, as a task's column holds them.</summary>
internal static class RegisterChangeJson
{
    public static string Write(RegisterChange change) => StoreJson.Write(change.Items.Select(i => new Item(i.Kind, i.Key, i.Before?.Texts, i.After?.Texts)).ToList());

    public static RegisterChange Read(string json) => new([.. StoreJson.Read<List<Item>>(json).Select(i => new RegisterItem(i.Kind, i.Key, Entry(i.Kind, i.Before), Entry(i.Kind, i.After)))]);

    public static string WriteTakeOver(TakeOverSubject subject) => StoreJson.Write(new TakeOver(subject.ImportId, subject.Freezes, subject.Registers is null ? null : Write(subject.Registers)));

    public static TakeOverSubject ReadTakeOver(string json)
    {
        var read = StoreJson.Read<TakeOver>(json);
        return new TakeOverSubject(read.ImportId, read.Freezes, read.Registers is null ? null : Read(read.Registers));
    }

    static RegisterEntry? Entry(RegisterKind kind, IReadOnlyDictionary<string, string>? texts) => texts is null ? null : new RegisterEntry(kind, texts);

    sealed record TakeOver(string ImportId, int Freezes, string? Registers);

    sealed record Item(RegisterKind Kind, string Key, IReadOnlyDictionary<string, string>? Before, IReadOnlyDictionary<string, string>? After);
}

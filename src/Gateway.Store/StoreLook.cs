namespace Gateway.Store;

/// <summary>How a store's database looks to a build that has not opened it.</summary>
/// <param name="Place">Where it is, without secrets.</param>
/// <param name="Found">The schema's version that is there; null: nothing was made there yet.</param>
/// <param name="Known">The version that this build works with.</param>
/// <param name="Clock">The store's times; null where its schema is another version's.</param>
public sealed record StoreLook(string Place, int? Found, int Known, StoreClock? Clock);

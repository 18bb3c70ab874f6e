using Gateway.Store.Views;

namespace Gateway.Store.Relational;

/// <summary>Searches that people keep.</summary>
internal static class SavedSearchSteps
{
    public static async Task<IReadOnlyList<SavedSearch>> ReadAsync(ReadSession session, string person) =>
        [.. (await session.ListAsync<SearchRow>("SELECT name AS Name, search_json AS Json FROM saved_searches WHERE person = @person ORDER BY name", new { person }).ConfigureAwait(false))
            .Select(r => new SavedSearch(r.Name, r.Json))];

    public static async Task<bool> SaveAsync(WriteSession session, string person, SavedSearch search)
    {
        var parameters = new { person, search.Name, search.Json };
        if (await session.ExecuteAsync("UPDATE saved_searches SET search_json = @Json WHERE person = @person AND name = @Name", parameters).ConfigureAwait(false) > 0) return true;
        if (await session.FirstAsync<long>("SELECT COUNT(*) FROM saved_searches WHERE person = @person", parameters).ConfigureAwait(false) >= SavedSearch.Most) return false;
        await session.ExecuteAsync("INSERT INTO saved_searches (person, name, search_json) VALUES (@person, @Name, @Json)", parameters).ConfigureAwait(false);
        return true;
    }

    public static Task RemoveAsync(WriteSession session, string person, string name) =>
        session.ExecuteAsync("DELETE FROM saved_searches WHERE person = @person AND name = @name", new { person, name });

    sealed record SearchRow
    {
        public string Name { get; init; } = "";
        public string Json { get; init; } = "";
    }
}

using WireMock.Matchers;

namespace WireMock.RequestBuilders;

/// <summary>Which requests a mapping answers: those that meet everything said here.</summary>
public interface IRequestBuilder
{
    IRequestBuilder WithPath(params string[] paths);

    IRequestBuilder WithPath(params IStringMatcher[] matchers);

    IRequestBuilder UsingMethod(params string[] methods);

    IRequestBuilder UsingAnyMethod();

    IRequestBuilder UsingGet();

    IRequestBuilder UsingHead();

    IRequestBuilder UsingPost();

    IRequestBuilder UsingPut();

    IRequestBuilder UsingPatch();

    IRequestBuilder UsingDelete();

    IRequestBuilder WithHeader(string name, string pattern, MatchBehaviour matchBehaviour = MatchBehaviour.AcceptOnMatch);

    IRequestBuilder WithHeader(string name, params IStringMatcher[] matchers);

    IRequestBuilder WithParam(string key, params string[] values);

    IRequestBuilder WithParam(string key, params IStringMatcher[] matchers);

    IRequestBuilder WithBody(string body, MatchBehaviour matchBehaviour = MatchBehaviour.AcceptOnMatch);

    IRequestBuilder WithBody(IMatcher matcher);

    IRequestBuilder WithBodyAsJson(object body, MatchBehaviour matchBehaviour = MatchBehaviour.AcceptOnMatch);

    internal bool Accepts(RequestMessage request);
}

/// <summary>Starts with a builder that every request meets.</summary>
public class Request : IRequestBuilder
{
    private readonly List<Func<RequestMessage, bool>> _conditions = [];

    private Request()
    {
    }

    public static IRequestBuilder Create() => new Request();

    public IRequestBuilder WithPath(params string[] paths) =>
        WithPath(new WildcardMatcher(MatchBehaviour.AcceptOnMatch, paths));

    public IRequestBuilder WithPath(params IStringMatcher[] matchers) =>
        Where(request => matchers.Any(matcher => matcher.Accepts(request.Path)));

    public IRequestBuilder UsingMethod(params string[] methods) =>
        Where(request => methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase));

    public IRequestBuilder UsingAnyMethod() => this;

    public IRequestBuilder UsingGet() => UsingMethod("GET");

    public IRequestBuilder UsingHead() => UsingMethod("HEAD");

    public IRequestBuilder UsingPost() => UsingMethod("POST");

    public IRequestBuilder UsingPut() => UsingMethod("PUT");

    public IRequestBuilder UsingPatch() => UsingMethod("PATCH");

    public IRequestBuilder UsingDelete() => UsingMethod("DELETE");

    public IRequestBuilder WithHeader(string name, string pattern, MatchBehaviour matchBehaviour = MatchBehaviour.AcceptOnMatch) =>
        WithHeader(name, new WildcardMatcher(matchBehaviour, [pattern], ignoreCase: true));

    public IRequestBuilder WithHeader(string name, params IStringMatcher[] matchers) =>
        Where(request => Any(request.Headers, name, matchers));

    public IRequestBuilder WithParam(string key, params string[] values) => values.Length == 0
        ? Where(request => request.Query?.ContainsKey(key) == true)
        : WithParam(key, new WildcardMatcher(MatchBehaviour.AcceptOnMatch, values));

    public IRequestBuilder WithParam(string key, params IStringMatcher[] matchers) =>
        Where(request => Any(request.Query, key, matchers));

    public IRequestBuilder WithBody(string body, MatchBehaviour matchBehaviour = MatchBehaviour.AcceptOnMatch) =>
        WithBody(new WildcardMatcher(matchBehaviour, [body]));

    public IRequestBuilder WithBody(IMatcher matcher) => Where(request => matcher.Accepts(request.Body));

    public IRequestBuilder WithBodyAsJson(object body, MatchBehaviour matchBehaviour = MatchBehaviour.AcceptOnMatch) =>
        WithBody(new JsonMatcher(matchBehaviour, body));

    bool IRequestBuilder.Accepts(RequestMessage request) => _conditions.TrueForAll(condition => condition(request));

    private static bool Any(IDictionary<string, Types.WireMockList<string>>? all, string name, IStringMatcher[] matchers) =>
        all is not null && all.TryGetValue(name, out var values)
        && values.Any(value => matchers.Any(matcher => matcher.Accepts(value)));

    private Request Where(Func<RequestMessage, bool> condition)
    {
        _conditions.Add(condition);
        return this;
    }
}

using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace WireMock.Server;

/// <summary>The rest of a mapping whose request is stated; <see cref="RespondWith"/> puts it in force.</summary>
public interface IRespondWithAProvider
{
    Guid Guid { get; }

    IRespondWithAProvider WithGuid(Guid guid);

    IRespondWithAProvider WithTitle(string title);

    /// <summary>The smaller number is asked first.</summary>
    IRespondWithAProvider AtPriority(int priority);

    IRespondWithAProvider InScenario(string scenario);

    /// <summary>Without it, a mapping in a scenario answers only while the scenario has not begun.</summary>
    IRespondWithAProvider WhenStateIs(string state);

    /// <param name="state">The scenario's next state.</param>
    /// <param name="times">After how many answers it changes.</param>
    IRespondWithAProvider WillSetStateTo(string state, int? times = 1);

    void RespondWith(IResponseBuilder provider);
}

internal sealed class Mapping(IRequestBuilder request, Action<Mapping> putInForce) : IRespondWithAProvider
{
    private IResponseBuilder? _response;
    private int _answers;

    public Guid Guid { get; private set; } = Guid.NewGuid();

    public string? Title { get; private set; }

    public int Priority { get; private set; }

    public string? Scenario { get; private set; }

    public IRespondWithAProvider WithGuid(Guid guid)
    {
        Guid = guid;
        return this;
    }

    public IRespondWithAProvider WithTitle(string title)
    {
        Title = title;
        return this;
    }

    public IRespondWithAProvider AtPriority(int priority)
    {
        Priority = priority;
        return this;
    }

    public IRespondWithAProvider InScenario(string scenario)
    {
        Scenario = scenario;
        return this;
    }

    public IRespondWithAProvider WhenStateIs(string state)
    {
        RequiredState = state;
        return this;
    }

    public IRespondWithAProvider WillSetStateTo(string state, int? times = 1)
    {
        NextState = state;
        AnswersBeforeNextState = times ?? 1;
        return this;
    }

    public void RespondWith(IResponseBuilder provider)
    {
        _response = provider;
        putInForce(this);
    }

    internal string? RequiredState { get; private set; }

    internal string? NextState { get; private set; }

    internal int AnswersBeforeNextState { get; private set; } = 1;

    internal IResponseBuilder Response => _response!;

    internal bool Accepts(RequestMessage message, IReadOnlyDictionary<string, string> states) =>
        (Scenario is null || RequiredState == states.GetValueOrDefault(Scenario)) && request.Accepts(message);

    /// <summary>The caller holds the server's lock.</summary>
    internal void Answered(Dictionary<string, string> states)
    {
        if (Scenario is null || NextState is null || ++_answers < AnswersBeforeNextState)
            return;
        _answers = 0;
        states[Scenario] = NextState;
    }
}

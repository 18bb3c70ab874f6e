using Gateway.Ops.Privacy;
using Gateway.Ops.Web.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Gateway.Ops.Web.Components.Parts;

/// <summary>A page that shows customers' data: masked, until its person says why they must see it.</summary>
public abstract class PersonPage : ComponentBase
{
    [Inject]
    internal SessionTable Sessions { get; set; } = default!;

    [CascadingParameter]
    private Task<AuthenticationState> State { get; set; } = default!;

    private protected ConsoleSession? Session { get; private set; }

    protected override async Task OnInitializedAsync() =>
        Session = await Sessions.FindAsync(SessionCookie.SessionOf((await State.ConfigureAwait(true)).User), CancellationToken.None).ConfigureAwait(true);

    /// <summary>Whether this session has had the subject revealed.</summary>
    private protected bool IsRevealed(string subject) => SightOf(subject).Revealed;

    /// <summary>What this session sees of the subject.</summary>
    private protected Sight SightOf(string subject) => Session?.Revealed.GetValueOrDefault(subject) ?? Sight.OfMasked;
}

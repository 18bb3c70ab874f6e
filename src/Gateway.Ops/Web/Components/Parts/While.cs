using Microsoft.AspNetCore.Components;

namespace Gateway.Ops.Web.Components.Parts;

/// <summary>Shows nothing: has its page read again each second while something is under way, and once after.</summary>
public sealed class While : ComponentBase, IDisposable
{
    private readonly PeriodicTimer _timer = new(TimeSpan.FromSeconds(1));

    [Parameter, EditorRequired]
    public Func<bool> UnderWay { get; set; } = default!;

    [Parameter, EditorRequired]
    public EventCallback Again { get; set; }

    public void Dispose() => _timer.Dispose();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        var goesOn = UnderWay();
        while (goesOn && await _timer.WaitForNextTickAsync().ConfigureAwait(true))
        {
            goesOn = UnderWay();
            await Again.InvokeAsync().ConfigureAwait(true);
        }
    }
}

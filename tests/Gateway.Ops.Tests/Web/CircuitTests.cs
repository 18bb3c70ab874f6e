using System.Reflection;
using System.Security.Claims;
using Gateway.CoreBanking;
using Gateway.Ops.Privacy;
using Gateway.Ops.Web.Components.Parts;
using Gateway.Ops.Web.Sessions;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Decisions;
using Gateway.Store.Staff;
using Gateway.Store.Views;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Gateway.Ops.Tests.Web;

/// <summary>What a browser asks of an open page goes by its circuit, past the guards of what is posted.</summary>
internal sealed class CircuitTests
{
    [TestCase(StaffRole.Viewer, false)]
    [TestCase(StaffRole.Administrator, false)]
    [TestCase(StaffRole.Operator, true)]
    public async Task A_call_over_the_circuit_is_judged_by_the_person_s_role_whatever_their_page_shows(StaffRole role, bool may)
    {
        var core = Substitute.For<ICoreBanking>();
        core.AskAsync(default!, default!, default).ReturnsForAnyArgs(CoreResult<CoreConfirmation>.Failed(CoreFault.Refused, CoreCodes.NeverSeen, ""));
        var parts = new Parts();
        await using var services = Compose(role, core, parts);
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var call = new CoreCallTrail("zdz:A1:1:1:1.1", new RemoveHold(new RegisterKey("6001", ""), "zdz:A1:1:1"));
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Calls"] = new[] { (DateTimeOffset.UnixEpoch, call) }, ["Sight"] = Sight.OfMasked });

        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<CoreCalls>(parameters);
            // What the button's click calls; a forged message finds it without the button.
            await (Task)typeof(CoreCalls).GetMethod("AskAsync", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(parts.Made.OfType<CoreCalls>().Single(), [])!;
            return page.ToHtmlString();
        });

        Assert.That(html.Contains("<button", StringComparison.Ordinal), Is.EqualTo(may));
        await core.Received(may ? 1 : 0).AskAsync(call.Instruction, call.Key, Arg.Any<CancellationToken>());
    }

    static ServiceProvider Compose(StaffRole role, ICoreBanking core, Parts parts) => new ServiceCollection()
        .AddLogging().AddLocalization().AddCascadingAuthenticationState()
        .AddAuthorizationCore(options =>
        {
            foreach (var (policy, roles) in Policies.Roles) options.AddPolicy(policy, p => p.RequireRole(roles.Select(r => r.ToString())));
        })
        .AddSingleton<AuthenticationStateProvider>(new Person(role)).AddSingleton<IComponentActivator>(parts).AddSingleton(core).AddSingleton(new Rules())
        .BuildServiceProvider();

    sealed class Person(StaffRole role) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "甲"), new Claim(ClaimTypes.Role, role.ToString())], "session"))));
    }

    /// <summary>Keeps hold of what is rendered.</summary>
    sealed class Parts : IComponentActivator
    {
        public List<IComponent> Made { get; } = [];

        public IComponent CreateInstance(Type componentType)
        {
            var made = (IComponent)Activator.CreateInstance(componentType)!;
            Made.Add(made);
            return made;
        }
    }
}

using Gateway.Ops.Web.Sessions;
using Microsoft.AspNetCore.Http;

namespace Gateway.Ops.Web.Actions;

/// <summary>Who acts: the session's person, never a name that a form sent.</summary>
internal static class Persons
{
    public static ConsoleSession Session(this HttpContext context) => context.Features.Get<ConsoleSession>() ?? throw new InvalidOperationException("Acts need a session.");

    public static string Person(this HttpContext context) => context.Session().Name;
}

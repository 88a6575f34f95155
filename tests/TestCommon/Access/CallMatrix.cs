using System.Text.RegularExpressions;
using CoProduction.Shared.Access;
using CoProduction.TestCommon.Modules;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CoProduction.TestCommon.Access;

/// <summary>
/// Every call of a module's contracts by everybody who could try it: each role for all of the partnership and for one project, on things of that project, of
/// another one and of another partnership, and nobody at all. Gives what went otherwise than the table of permissions says.
/// </summary>
public sealed partial class CallMatrix(RunningModule module, IEnumerable<ServiceDescriptor> services)
{
    private readonly List<AnyCall> _calls = [.. services.SelectMany(service => service.Methods).Select(method => new AnyCall(method))];

    /// <summary>A partnership's things by the names of fields, those of one project and those of another.</summary>
    public sealed record Things(Guid Partnership, Guid Project, IReadOnlyDictionary<string, string> Mine, IReadOnlyDictionary<string, string> OfOtherProject);

    /// <summary>How many calls there are.</summary>
    public int Count => _calls.Count;

    /// <summary>With a role in all of the partnership: allowed what the role gives, refused the rest.</summary>
    public Task<List<string>> WithARoleAsync(Things things) => TryAllAsync(
        role => Callers.With(role, things.Partnership), things.Mine, Gives);

    /// <summary>With a role in one project, on that project's things: the same, but for what is about all of the partnership.</summary>
    public Task<List<string>> WithARoleInTheProjectAsync(Things things) => TryAllAsync(
        role => Callers.WithIn(role, things.Partnership, things.Project), things.Mine, (permission, about, role) => about != Subject.Partnership && Permissions.Gives(permission, [role]));

    /// <summary>With a role in one project, on another's things: nothing that is named is there for them.</summary>
    public Task<List<string>> WithARoleInAnotherProjectAsync(Things things) => TryAllAsync(
        role => Callers.WithIn(role, things.Partnership, things.Project), things.OfOtherProject, (permission, about, role) => about.IsOwn && Permissions.Gives(permission, [role]),
        mayBeNowhere: true);

    /// <summary>With every role in another partnership: no answer has anything of this one in it.</summary>
    public async Task<List<string>> FromAnotherPartnershipAsync(Things things)
    {
        var wrong = new List<string>();
        foreach (var (call, role) in _calls.SelectMany(call => Roles.All.Select(role => (call, role))))
        {
            var (code, _, answer) = await call.MakeAsync(module.As(Callers.With(role, Guid.NewGuid())), things.Mine);
            if (code == StatusCode.OK && things.Mine.Values.Any(id => answer.Contains(id, StringComparison.Ordinal)))
                wrong.Add($"{call.Name} as {role} of another partnership answered {answer}");
        }
        return wrong;
    }

    /// <summary>With every role in another partnership, and in a project of it: what is named here is answered as what is nowhere is, word for word.</summary>
    public async Task<List<string>> NamesAsIfNowhereAsync(Things things)
    {
        var wrong = new List<string>();
        var nowhere = things.Mine.ToDictionary(thing => thing.Key, _ => Guid.NewGuid().ToString());
        var (elsewhere, project) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var call in _calls.Where(call => call.Names(things.Mine)))
        {
            foreach (var caller in Roles.All.SelectMany(role => new[] { Callers.With(role, elsewhere), Callers.WithIn(role, elsewhere, project) }))
            {
                var (theirs, none) = (await call.MakeAsync(module.As(caller), things.Mine), await call.MakeAsync(module.As(caller), nowhere));
                if ((theirs.Code, theirs.Reason, Plain(theirs.Answer)) != (none.Code, none.Reason, Plain(none.Answer)))
                    wrong.Add($"{call.Name} as {string.Join(',', caller.Roles)}: {theirs} and {none}");
                // Whoever has the permission in some project hears that this one is not there, not that they may not.
                if (caller.Roles.Count == 0 && theirs.Reason == "PERMISSION_DENIED" && Permissions.OfCall(call.Name)!.Value is var (permission, about)
                    && about.Named.Count > 0 && things.Mine.ContainsKey(about.Named[0].Field) && caller.ProjectsWith(permission) is { Count: > 0 })
                    wrong.Add($"{call.Name} in a project of another partnership: {theirs}");
            }
        }
        return wrong;

        static string Plain(string answer) => Varying().Replace(answer, "");
    }

    /// <summary>With no token, one that has run out, one that was changed, and one for nobody: refused everything.</summary>
    public async Task<List<string>> WithoutAGoodTokenAsync(Things things, RunningModule withClock, FakeTimeProvider clock)
    {
        var administrator = Callers.With(Roles.Administrator, things.Partnership);
        var expired = withClock.Token(administrator);
        clock.Advance(TimeSpan.FromMinutes(3));
        var (mine, theirs) = (module.Token(administrator).Split('.'), module.Token(Callers.With(Roles.System, things.Partnership)).Split('.'));
        var wrong = new List<string>();
        foreach (var call in _calls)
        {
            await RefusedAsync(call, "no token", module.AsToken(null), "UNAUTHENTICATED");
            await RefusedAsync(call, "a changed token", module.AsToken(string.Join('.', mine[0], theirs[1], mine[2])), "UNAUTHENTICATED");
            await RefusedAsync(call, "an old token", withClock.AsToken(expired), "UNAUTHENTICATED");
            await RefusedAsync(call, "no role", module.As(administrator with { Roles = [] }), "PERMISSION_DENIED");
        }
        return wrong;

        async Task RefusedAsync(AnyCall call, string with, CallInvoker invoker, string expected)
        {
            var (code, reason, _) = await call.MakeAsync(invoker, things.Mine);
            if (reason != expected)
                wrong.Add($"{call.Name} with {with}: {code} {reason}");
        }
    }

    // Numbers of things and of failures, and moments.
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")]
    private static partial Regex Varying();

    private static bool Gives(string permission, Subject about, string role) =>
        Permissions.Gives(permission, [role]) || (about.Instead is { } instead && Permissions.Gives(instead, [role]));

    private async Task<List<string>> TryAllAsync(Func<string, Caller> callerOf, IReadOnlyDictionary<string, string> ids, Func<string, Subject, string, bool> isAllowed, bool mayBeNowhere = false)
    {
        var wrong = new List<string>();
        foreach (var (call, role) in _calls.SelectMany(call => Roles.All.Select(role => (call, role))))
        {
            var (permission, about) = Permissions.OfCall(call.Name)!.Value;
            var (code, reason, _) = await call.MakeAsync(module.As(callerOf(role)), ids);
            // Let in, it may still find something wrong with the request.
            var wasAllowed = reason is not ("PERMISSION_DENIED" or "UNAUTHENTICATED");
            if (wasAllowed != isAllowed(permission, about, role) && !(mayBeNowhere && reason == "NOT_FOUND"))
                wrong.Add($"{call.Name} as {role}: {code} {reason}");
        }
        return wrong;
    }
}

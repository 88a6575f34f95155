using CoProduction.Shared.Errors;
using Google.Protobuf;
using Grpc.Core;

namespace CoProduction.Shared.Access;

/// <summary>Whether somebody who holds a permission in single projects only may make a call: what it names must be in one of those.</summary>
internal sealed class ProjectCheck(IProjectLookup? lookup = null)
{
    /// <summary>Whether the call could be allowed at all, whatever it names.</summary>
    public static bool IsPossible(Caller caller, string permission, Subject about) =>
        about != Subject.Partnership && caller.ProjectsWith(permission) is not { Count: 0 };

    /// <summary>
    /// Lets the call through, or says why not: NOT_FOUND when what it names is in no project of the caller's, in the same words whether it is another
    /// partnership's or nowhere; PERMISSION_DENIED when it is in one, and their role there does not allow this.
    /// </summary>
    public async ValueTask RequireAsync(Caller caller, string permission, Subject about, IMessage? request, CancellationToken cancel)
    {
        if (!IsPossible(caller, permission, about))
            throw Denied();
        if (about.IsOwn)
            return;
        if (request is null || NamedBy(request, about) is not { } named)
            throw Denied();
        var project = await ProjectOfAsync(caller, named, cancel);
        if (project is not { } its || !caller.ProjectRoles.ContainsKey(its))
            throw Problem.NotFound(named.Kind);
        if (!caller.MayIn(its, permission))
            throw Denied();
    }

    /// <summary>Whatever the call names, the caller's role does not allow it.</summary>
    public static RpcException Denied() =>
        Problem.Of(StatusCode.PermissionDenied, "PERMISSION_DENIED", "Your role does not allow this. Ask whoever looks after your partnership.");

    private static (string Kind, string Id)? NamedBy(IMessage request, Subject about)
    {
        foreach (var (kind, field) in about.Named)
            if (FieldOf(request, field) is { Length: > 0 } id)
                return (kind, id);
        return null;
    }

    private async ValueTask<Guid?> ProjectOfAsync(Caller caller, (string Kind, string Id) named, CancellationToken cancel)
    {
        if (!Guid.TryParse(named.Id, out var id))
            return null;
        return named.Kind == Subject.Project.Named[0].Kind ? id : lookup is null ? null : await lookup.FindAsync(caller, named.Kind, id, cancel);
    }

    private static string? FieldOf(IMessage? message, string path)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
            message = message?.Descriptor.FindFieldByName(name)?.Accessor.GetValue(message) as IMessage;
        return message?.Descriptor.FindFieldByName(names[^1])?.Accessor.GetValue(message) as string;
    }
}

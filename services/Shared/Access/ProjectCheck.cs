using Google.Protobuf;

namespace CoProduction.Shared.Access;

/// <summary>Whether somebody who holds a permission in single projects only may make a call: what it names must be in one of those.</summary>
internal sealed class ProjectCheck(IProjectLookup? lookup = null)
{
    /// <summary>Whether the call could be allowed at all, whatever it names.</summary>
    public static bool IsPossible(Caller caller, string permission, Subject about) =>
        about != Subject.Partnership && caller.ProjectsWith(permission) is not { Count: 0 };

    public async ValueTask<bool> AllowsAsync(Caller caller, string permission, Subject about, IMessage? request, CancellationToken cancel)
    {
        if (!IsPossible(caller, permission, about))
            return false;
        if (about.IsOwn)
            return true;
        return request is not null && await ProjectOfAsync(caller, about, request, cancel) is { } project && caller.MayIn(project, permission);
    }

    private async ValueTask<Guid?> ProjectOfAsync(Caller caller, Subject about, IMessage request, CancellationToken cancel)
    {
        foreach (var (kind, field) in about.Named)
        {
            if (FieldOf(request, field) is not { Length: > 0 } text)
                continue;
            if (!Guid.TryParse(text, out var id))
                return null;
            return kind == Subject.Project.Named[0].Kind ? id : lookup is null ? null : await lookup.FindAsync(caller, kind, id, cancel);
        }
        return null;
    }

    private static string? FieldOf(IMessage? message, string path)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
            message = message?.Descriptor.FindFieldByName(name)?.Accessor.GetValue(message) as IMessage;
        return message?.Descriptor.FindFieldByName(names[^1])?.Accessor.GetValue(message) as string;
    }
}

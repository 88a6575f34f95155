namespace CoProduction.Shared.Access;

/// <summary>On whose behalf something is done: taken from a validated token, never from a request.</summary>
public sealed record Caller(Guid PersonId, string DisplayName, Guid? PartnershipId, IReadOnlyList<string> Roles)
{
    /// <summary>The system itself, when it applies events, and whoever runs the installation.</summary>
    public static Caller System { get; } = new(new Guid("00000000-0000-7000-8000-000000000001"), "CoProduction", null, [Access.Roles.System]);

    /// <summary>A theming worker: reads cleared words of the pieces that it has leased, and nothing else.</summary>
    public static Caller Worker { get; } = new(new Guid("00000000-0000-7000-8000-000000000002"), "Theming worker", null, [Access.Roles.Worker]);

    /// <summary>The gateway before it knows who is there: signs people in.</summary>
    public static Caller Gateway { get; } = new(new Guid("00000000-0000-7000-8000-000000000003"), "Gateway", null, [Access.Roles.Gateway]);

    /// <summary>In the audit, whoever said what they think: a name there would be beside the day in the lists of what was said. Calls nothing.</summary>
    public static Caller Somebody { get; } = new(new Guid("00000000-0000-7000-8000-000000000004"), "Somebody, who is not named", null, []);

    /// <summary>Roles that are held in single projects only.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> ProjectRoles { get; init; } = new Dictionary<Guid, IReadOnlyList<string>>();

    /// <summary>The permissions to which a program's token is narrowed; null: all that the roles give.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Whether the permission is held for all of the partnership.</summary>
    public bool May(string permission) => IsInScope(permission) && Permissions.Gives(permission, Roles);

    /// <summary>Whether the permission is held for this project.</summary>
    public bool MayIn(Guid projectId, string permission) =>
        May(permission) || (IsInScope(permission) && ProjectRoles.TryGetValue(projectId, out var roles) && Permissions.Gives(permission, roles));

    /// <summary>The projects for which the permission is held; null when it is held for all of the partnership.</summary>
    public IReadOnlyList<Guid>? ProjectsWith(string permission) =>
        May(permission) ? null : [.. ProjectRoles.Keys.Where(project => MayIn(project, permission))];

    private bool IsInScope(string permission) => Scopes is null || Scopes.Contains(permission);
}

namespace CoProduction.Shared.Access;

/// <summary>On whose behalf something is done: taken from a validated token, never from a request.</summary>
public sealed record Caller(Guid PersonId, string DisplayName, Guid? PartnershipId, IReadOnlyList<string> Roles)
{
    /// <summary>The system itself, when it applies events.</summary>
    public static Caller System { get; } = new(new Guid("00000000-0000-7000-8000-000000000001"), "CoProduction", null, [Access.Roles.System]);

    /// <summary>A theming worker: reads cleared words of the pieces that it has leased, and nothing else.</summary>
    public static Caller Worker { get; } = new(new Guid("00000000-0000-7000-8000-000000000002"), "Theming worker", null, [Access.Roles.Worker]);

    /// <summary>The gateway before it knows who is there: looks up accounts.</summary>
    public static Caller Gateway { get; } = new(new Guid("00000000-0000-7000-8000-000000000003"), "Gateway", null, [Access.Roles.Gateway]);
}

namespace CoProduction.Shared.Access;

/// <summary>Roles that people hold in a partnership, and those of the system's own parts.</summary>
public static class Roles
{
    /// <summary>Looks after a partnership.</summary>
    public const string Administrator = "administrator";

    /// <summary>Themes what people said.</summary>
    public const string Analyst = "analyst";

    /// <summary>Runs cycles and sessions.</summary>
    public const string Facilitator = "facilitator";

    /// <summary>The executable itself: sets up partnerships.</summary>
    public const string System = "system";

    /// <summary>A theming worker.</summary>
    public const string Worker = "worker";

    /// <summary>The gateway.</summary>
    public const string Gateway = "gateway";

    /// <summary>Those that a person can be given.</summary>
    public static IReadOnlySet<string> OfPeople { get; } = new HashSet<string> { Administrator, Analyst, Facilitator };
}

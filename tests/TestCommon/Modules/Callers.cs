using CoProduction.Shared.Access;

namespace CoProduction.TestCommon.Modules;

/// <summary>People who call, each somebody new.</summary>
public static class Callers
{
    public static Caller Administrator(Guid partnership) => Person("Ada", partnership, Roles.Administrator);

    public static Caller Analyst(Guid partnership) => Person("Ana", partnership, Roles.Analyst);

    public static Caller Facilitator(Guid partnership) => Person("Femi", partnership, Roles.Facilitator);

    /// <summary>Somebody signed in who has not chosen a partnership.</summary>
    public static Caller WithoutPartnership() => Person("Ada", null, Roles.Administrator);

    /// <summary>The system on a partnership's behalf, as when it is set up.</summary>
    public static Caller System(Guid partnership) => Caller.System with { PartnershipId = partnership };

    /// <summary>Somebody with one role in all of the partnership.</summary>
    public static Caller With(string role, Guid partnership) => Person(role, partnership, role);

    /// <summary>Somebody with one role in one project.</summary>
    public static Caller WithIn(string role, Guid partnership, Guid project) =>
        Person(role, partnership) with { ProjectRoles = new Dictionary<Guid, IReadOnlyList<string>> { [project] = [role] } };

    private static Caller Person(string name, Guid? partnership, params string[] roles) => new(Guid.NewGuid(), name, partnership, roles);
}

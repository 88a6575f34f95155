namespace CoProduction.Shared.Access;

/// <summary>
/// What a call is about, which matters to those who hold its permission in single projects only: kinds of things that it may name, each with the request's
/// field for its id (a dot leads into a field's message). The first field that is filled counts.
/// </summary>
public sealed class Subject
{
    private Subject(params IReadOnlyList<(string Kind, string Field)> named) => Named = named;

    /// <summary>The caller's own record, or with this other permission anybody's: the service asks whose it is.</summary>
    public static Subject OwnOr(string permission) => new() { Instead = permission };

    /// <summary>All of the partnership: a role in one project is not enough.</summary>
    public static Subject Partnership { get; } = new();

    /// <summary>The caller's own, or nobody's, or a list that leaves out what is in other projects: a role in one project is enough.</summary>
    public static Subject Own { get; } = new();

    /// <summary>A project.</summary>
    public static Subject Project { get; } = new(("project", "project_id"));

    /// <summary>A cycle, and with it the project that it belongs to.</summary>
    public static Subject Cycle { get; } = new(("cycle", "cycle_id"));

    /// <summary>A theme of a cycle.</summary>
    public static Subject Theme { get; } = new(("theme", "theme_id"));

    /// <summary>An act on a cycle's themes.</summary>
    public static Subject Act { get; } = new(("act", "act_id"));

    /// <summary>A file that was brought into a cycle.</summary>
    public static Subject Import { get; } = new(("import", "import_id"));

    /// <summary>A theming run of a cycle.</summary>
    public static Subject Run { get; } = new(("run", "run_id"));

    /// <summary>The permission that will do as well; null when there is none.</summary>
    public string? Instead { get; private init; }

    /// <summary>Whether a role in one project is enough, whatever the call names.</summary>
    public bool IsOwn => this == Own || Instead is not null;

    /// <summary>The kinds of things and their fields.</summary>
    public IReadOnlyList<(string Kind, string Field)> Named { get; }

    /// <summary>The same kind of thing under another field's name.</summary>
    public Subject At(string field) => new((Named[0].Kind, field));

    /// <summary>This, or when its field is empty the other.</summary>
    public Subject Or(Subject other) => new([.. Named, .. other.Named]);
}

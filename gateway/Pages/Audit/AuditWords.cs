using CoProduction.Shared.Access;

namespace CoProduction.Gateway.Pages.Audit;

/// <summary>The audit in plain English.</summary>
internal static class AuditWords
{
    /// <summary>What can be done, in the order in which it is offered. An action that is not here is shown by its own name.</summary>
    public static IReadOnlyList<(string Action, string Words)> Actions { get; } =
    [
        ("partnership.create", "Set up the partnership"),
        ("access.grant", "Gave somebody access"),
        ("project.create", "Set up a project"),
        ("cycle.create", "Started a cycle"),
        ("import.add", "Brought in reviews"),
        ("import.refuse", "Sent a file that was not added"),
        ("held.read", "Looked at what is held back"),
        ("held.release", "Released what was held back"),
        ("held.redact", "Redacted what was held back"),
        ("held.refer", "Referred what was held back to safeguarding"),
        ("theming.start", "Asked for themes"),
        ("theming.propose", "Proposed themes"),
        ("theming.fail", "Could not theme"),
        ("theme.edit", "Changed a theme"),
        ("theme.merge", "Merged two themes"),
        ("theme.confirm", "Said whether a theme is ready for people"),
        ("statement.move", "Moved statements"),
        ("statement.export", "Downloaded statements"),
        ("act.undo", "Undid a change"),
        ("messages.redeliver", "Had stuck updates tried again"),
        ("audit.read", "Looked at the audit"),
        ("audit.export", "Downloaded the audit"),
    ];

    public static string Of(string action) => Actions.FirstOrDefault(known => known.Action == action).Words ?? action;

    /// <summary>People are shown by their id; parts of the system have names.</summary>
    public static string Actor(string id) =>
        new[] { Caller.System, Caller.Worker, Caller.Gateway }.FirstOrDefault(part => part.PersonId.ToString() == id)?.DisplayName ?? id;
}

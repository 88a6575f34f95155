using CoProduction.Shared.Access;

namespace CoProduction.Gateway.Pages.Audit;

/// <summary>The audit in plain English.</summary>
internal static class AuditWords
{
    /// <summary>What can be done, in the order in which it is offered. An action that is not here is shown by its own name.</summary>
    public static IReadOnlyList<(string Action, string Words)> Actions { get; } =
    [
        ("partnership.create", "Set up the partnership"),
        ("account.create", "Made the first account"),
        ("session.start", "Signed in"),
        ("session.end", "Signed out"),
        ("password.set", "Chose a password"),
        ("recovery-codes.create", "Made recovery codes"),
        ("link.send", "Was sent a link to sign in"),
        ("link.create", "Made a link to sign in for somebody"),
        ("access.grant", "Gave somebody roles"),
        ("access.remove", "Took all roles from somebody"),
        ("support.grant", "Made somebody a supporter"),
        ("person.create", "Wrote somebody down in the register"),
        ("person.edit", "Changed what the register says of somebody"),
        ("person.read", "Looked at somebody's record or roles"),
        ("person.list", "Looked at the list of people"),
        ("contact.read", "Looked at how to reach somebody"),
        ("contact.set", "Changed how to reach somebody"),
        ("adjustment.read", "Looked at what somebody needs"),
        ("adjustment.record", "Wrote down what somebody needs"),
        ("adjustment.remove", "Took away what somebody needs no longer"),
        ("consent.read", "Looked at what somebody agreed to"),
        ("consent.give", "Wrote down that somebody agrees to a use"),
        ("consent.withdraw", "Wrote down that somebody took back a use"),
        ("my-page.read", "Looked at somebody's page as their supporter"),
        ("agreement.give", "Agreed to something"),
        ("agreement.withdraw", "Took an agreement back"),
        ("api-token.create", "Made a token for a program"),
        ("api-token.revoke", "Took a program's token back"),
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

    /// <summary>What parts of the system are called, by their ids.</summary>
    public static IEnumerable<(string Id, string Name)> PartsOfTheSystem { get; } =
        [.. new[] { Caller.System, Caller.Worker, Caller.Gateway }.Select(part => (part.PersonId.ToString(), part.DisplayName))];
}

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
        ("person.read", "Looked at what somebody may do"),
        ("person.list", "Looked at the list of people"),
        ("my-page.read", "Looked at somebody's page as their supporter"),
        ("agreement.give", "Agreed to something"),
        ("agreement.withdraw", "Took an agreement back"),
        ("api-token.create", "Made a token for a program"),
        ("api-token.revoke", "Took a program's token back"),
        ("project.create", "Set up a project"),
        ("project.edit", "Changed a project"),
        ("project.link", "Linked two projects"),
        ("project.unlink", "Took a link between projects away"),
        ("readiness.answer", "Answered whether we are ready"),
        ("outcome.add", "Added what somebody hopes for"),
        ("outcome.edit", "Changed what somebody hopes for"),
        ("outcome.end", "Ended what somebody had hoped for"),
        ("known.add", "Added what is known already"),
        ("known.remove", "Took away what was known already"),
        ("group.add", "Named an affected group"),
        ("group.edit", "Changed an affected group"),
        ("group.end", "Ended an affected group"),
        ("group.reopen", "Opened an affected group again"),
        ("group.nobody", "Said that a category has nobody"),
        ("group.verify", "Looked whether a group is missing"),
        ("flag.decide", "Decided about a flag"),
        ("ladder.rate", "Said where a project stands on the ladder"),
        ("self-assessment.record", "Wrote down a self-assessment"),
        ("checkpoint.add", "Wrote down a checkpoint"),
        ("close-out.write", "Wrote a close-out review"),
        ("close-out.sign", "Signed a close-out review"),
        ("project.close", "Closed a project"),
        ("project.reopen", "Opened a project again"),
        ("story.add", "Added a lesson or good news"),
        ("story.remove", "Took a lesson or good news away"),
        ("cycle.create", "Started a cycle"),
        ("import.add", "Brought in reviews"),
        ("import.refuse", "Sent a file that was not added"),
        ("held.read", "Looked at what is held back"),
        ("held.release", "Released what was held back"),
        ("held.redact", "Redacted what was held back"),
        ("held.refer", "Referred what was held back to safeguarding"),
        ("theming.start", "Asked for themes"),
        ("theming.propose", "Proposed themes"),
        ("theming.join", "Put new statements into themes"),
        ("theming.fail", "Could not theme"),
        ("theme.carry", "Started from an earlier cycle's themes"),
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

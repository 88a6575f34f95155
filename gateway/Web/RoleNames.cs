using CoProduction.Shared.Access;

namespace CoProduction.Gateway.Web;

/// <summary>What roles are called on pages, and what whoever has one may do.</summary>
internal static class RoleNames
{
    public static IReadOnlyList<(string Role, string Name, string Meaning)> All { get; } =
    [
        (Roles.Administrator, "Administrator", "Looks after the partnership: people, roles, tokens, records."),
        (Roles.Facilitator, "Facilitator", "Runs projects and cycles, and settles what is held back."),
        (Roles.Analyst, "Analyst", "Themes what people said. Never sees who said it."),
        (Roles.Sponsor, "Sponsor", "Answers inside the organisation for what comes of it."),
        (Roles.Member, "Member with lived experience", "Takes part: sees projects, themes and what people said."),
        (Roles.Responder, "Safeguarding responder", "Answers for safeguarding: sees what may be about harm, and acts."),
        (Roles.FinanceOfficer, "Finance officer", "Pays people."),
        (Roles.Approver, "Approver", "Approves what is to be paid."),
        (Roles.IcsViewer, "ICS viewer", "Sees published figures across the integrated care system."),
        (Roles.Supporter, "Supporter", "Acts for somebody, in what is agreed with them."),
    ];

    public static string Of(string role) => All.FirstOrDefault(row => row.Role == role).Name ?? role;

    public static string Of(IEnumerable<string> roles) => string.Join(", ", roles.Select(Of));
}

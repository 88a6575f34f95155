using CoProduction.Stakeholder.V1;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>The seven categories, in plain words and in their order.</summary>
internal static class GroupCategories
{
    public static IReadOnlyList<(GroupCategory Category, string Name)> All { get; } =
    [
        (GroupCategory.Receive, "People who receive what comes of it"),
        (GroupCategory.Positive, "Others for whom it makes things better"),
        (GroupCategory.Negative, "Others for whom it makes things worse"),
        (GroupCategory.Secondary, "People affected through somebody else, such as carers"),
        (GroupCategory.StaffUse, "Staff who will use it"),
        (GroupCategory.StaffMaintain, "Staff who will keep it going"),
        (GroupCategory.ProjectTeam, "The team that carries it out"),
    ];
}

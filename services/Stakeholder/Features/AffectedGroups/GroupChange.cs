using CoProduction.Shared.Data;
using CoProduction.Shared.Errors;
using CoProduction.Shared.Requests;
using CoProduction.Stakeholder.Features.Projects;
using CoProduction.Stakeholder.V1;
using Grpc.Core;

namespace CoProduction.Stakeholder.Features.AffectedGroups;

/// <summary>What holds for all changes of a project's groups.</summary>
internal static class GroupChange
{
    /// <summary>The parts of a project that a change of this group changes.</summary>
    public static string[] PartsOf(Guid groupId) => [ProjectPart.Groups, ProjectPart.Of(ProjectPart.Groups, groupId)];

    /// <summary>ALREADY_EXISTS when another group of the category that is affected now has the name.</summary>
    public static async Task RequireFreeNameAsync(TenantTransaction transaction, Guid projectId, Guid groupId, int category, string name, CancellationToken cancel)
    {
        if (await transaction.GetAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM affected_group
            WHERE partnership_id = @PartnershipId AND project_id = @projectId AND category = @category AND lower(name) = lower(@name) AND ended_on IS NULL AND group_id <> @groupId)
            """,
            new { transaction.PartnershipId, projectId, groupId, category, name }, cancel))
            throw Problem.Of(StatusCode.AlreadyExists, "NAME_IN_USE", "This group is named in this category already.");
    }

    /// <summary>A group has come in: its category is not empty any more, and who found the groups complete did not know of it.</summary>
    public static Task CameInAsync(TenantTransaction transaction, Guid projectId, int category, CancellationToken cancel) => transaction.ExecuteAsync(
        """
        DELETE FROM empty_category WHERE partnership_id = @PartnershipId AND project_id = @projectId AND category = @category;
        UPDATE verification SET reopened_at = @Now
        WHERE partnership_id = @PartnershipId AND project_id = @projectId AND complete AND reopened_at IS NULL
        """,
        new { transaction.PartnershipId, projectId, category, transaction.Now }, cancel);

    /// <summary>What is sent of a group, checked.</summary>
    public sealed record Wanted(short Category, string Name, short Effect, short Reach, int? EstimatedSize, string SeldomHeard)
    {
        public static Wanted From(GroupFields? fields)
        {
            var group = fields ?? new();
            return new(
                (short)Parse.Choice(group.Category, "category", "Choose how the group is affected."),
                Parse.Text(group.Name, "name", 200, "Name the group, in the words that its people prefer."),
                (short)Parse.Choice(group.Effect, "effect", "Choose whether it is for better or worse."),
                (short)Parse.Choice(group.Reach, "reach", "Choose whether it is direct or not."),
                group.EstimatedSize switch
                {
                    0 => null,
                    > 0 and <= 100_000_000 => group.EstimatedSize,
                    _ => throw Problem.Invalid("estimated_size", "Give a number of people, or leave it empty."),
                },
                group.IsSeldomHeard ? Parse.Text(group.SeldomHeard, "seldom_heard", 300, "Say which people are seldom heard.") : "");
        }
    }
}

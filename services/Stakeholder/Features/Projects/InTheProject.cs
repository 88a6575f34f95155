using CoProduction.Shared.Data;

namespace CoProduction.Stakeholder.Features.Projects;

/// <summary>Who sees a project's own work whole: those who look after it and those who take part in it. Everybody else sees what is published of it.</summary>
internal static class InTheProject
{
    public static async Task<bool> IsAsync(TenantTransaction transaction, Guid projectId, CancellationToken cancel)
    {
        var caller = transaction.Caller;
        if (caller.MayIn(projectId, "project.write"))
            return true;
        // A program takes part in nothing.
        return caller.Scopes is null && (caller.ProjectRoles.ContainsKey(projectId) || await transaction.GetAsync<bool>(
            """
            SELECT EXISTS (SELECT FROM representation WHERE partnership_id = @PartnershipId AND project_id = @projectId AND person_id = @PersonId AND until_on IS NULL)
              OR EXISTS (SELECT FROM governing_member WHERE partnership_id = @PartnershipId AND project_id = @projectId AND person_id = @PersonId AND left_on IS NULL)
            """,
            new { transaction.PartnershipId, projectId, caller.PersonId }, cancel));
    }
}
